-- One row per key of a feed that appears in any run after the feed's first: the newest of those
-- runs. A version of the key in an older run is superseded by it. Only the tail is read.
select
    landing.key as key,
    max(landing.run_no)::integer as run_no
from landing as landing
group by landing.key

-- One row per key of a feed that appears in any run after the feed's first: the newest of those
-- runs, and the newest in which the key was deleted. A version of the key in an older run is
-- superseded by the newest. Only the tail is read.
select
    landing.key as key,
    max(landing.run_no)::integer as run_no,
    max(case when landing.kind = 'delete' then landing.run_no end)::integer as deleted_no
from landing as landing
group by landing.key

-- One row per unplanned record, with the effective failure it is part of.
select
    event_no::integer as event_no,
    sum(is_first::integer) over (order by event_no)::integer as failure_no
from bare_fresh
where class_rank = 1
order by event_no

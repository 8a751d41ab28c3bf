-- One row per effective failure: an unplanned record that starts after every earlier unplanned end,
-- with those that overlap or touch it.
select
    failure_no::integer as failure_no,
    any_value(asset_no) as asset_no,
    min(event_no)::integer as event_no,
    min(from_s)::double as from_s,
    case when bool_or(is_open) then null else max(to_s)::double end as to_s,
    bool_or(is_open) as is_open,
    bool_or(is_clipped) as is_clipped,
    count(*)::integer as record_count
from bare_member
join bare_fresh using (event_no)
group by failure_no
order by failure_no

-- One row per asset and site day with downtime or a failure. Seconds are unions of overlapping
-- records, cut to the observation and to the day, each second in the strongest class only.
-- Failures count on the day they start; their closed durations, whole, on that day too.
with parts as (
    select asset_no, date '1970-01-01' + day_no as day_on, unplanned_s, planned_s, external_s,
        0 as failures, 0 as closed, 0 as closed_down_s
    from pass_day
    union all
    select asset_no, day_on, 0, 0, 0, 1, (not is_open and down_s is not null)::integer,
        case when not is_open then coalesce(down_s, 0) else 0 end
    from fct_failure
)
select
    parts.asset_no as asset_no,
    parts.day_on as day_on,
    sum(parts.unplanned_s)::bigint as unplanned_s,
    sum(parts.planned_s)::bigint as planned_s,
    sum(parts.external_s)::bigint as external_s,
    sum(parts.failures)::integer as failures,
    sum(parts.closed)::integer as closed,
    sum(parts.closed_down_s)::bigint as closed_down_s
from parts
group by parts.asset_no, parts.day_on
order by parts.asset_no, parts.day_on

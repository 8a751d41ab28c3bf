-- One row per asset that a record names: its first and last instant and its first and last day
-- known without a time, over all entities. Ends of downtime count; ends of orders do not.
with points as (
    select asset_no, started_at as first_at, coalesce(ended_at, started_at) as last_at,
        null::date as day_on
    from int_live_downtime
    union all
    select asset_no, detected_at, coalesce(restored_at, detected_at), detected_on
    from int_live_failure
    union all
    select asset_no, reported_at, reported_at, reported_on
    from int_live_work_order
)
select
    points.asset_no as asset_no,
    min(points.first_at) as first_at,
    max(points.last_at) as last_at,
    min(points.day_on) as first_on,
    max(points.day_on) as last_on
from points
group by points.asset_no

-- One row per asset that a record names: its first and last instant and its first and last day
-- known without a time, over all entities. `watched_*` leave out what lies after the newest run of
-- the source, since nobody can have seen it; `running_to` is how far an open stop is known to last.
with points as (
    select source_id, asset_no, started_at as first_at, coalesce(ended_at, started_at) as last_at,
        null::date as day_on, ended_at is null as is_running
    from int_live_downtime
    union all
    select source_id, asset_no, detected_at, coalesce(restored_at, detected_at), detected_on, false
    from int_live_failure
    union all
    select
        orders.source_id, orders.asset_no, orders.reported_at,
        case
            when ref_source.failures_from = 'work_order' and orders.is_failure
                and orders.status_class <> 'cancelled'
                then greatest(orders.reported_at, coalesce(orders.ended_at, orders.done_at))
            else orders.reported_at
        end,
        orders.reported_on, false
    from int_live_work_order as orders
    join ref_source on ref_source.source_id = orders.source_id
)
select
    points.asset_no as asset_no,
    min(points.first_at) as first_at,
    max(points.last_at) as last_at,
    min(points.day_on) as first_on,
    max(points.day_on) as last_on,
    min(points.first_at) filter (where points.first_at <= source_end.read_at) as watched_from,
    max(
        case when points.last_at <= source_end.read_at then points.last_at else points.first_at end
    ) filter (where least(points.first_at, points.last_at) <= source_end.read_at) as watched_to,
    min(points.day_on) filter (
        where points.day_on <= source_end.read_at + interval 14 hour
    ) as watched_from_on,
    max(points.day_on) filter (
        where points.day_on <= source_end.read_at + interval 14 hour
    ) as watched_to_on,
    max(source_end.known_at) filter (
        where points.is_running and points.first_at <= source_end.known_at
    ) as running_to
from points
join int_source_end as source_end on source_end.source_id = points.source_id
group by points.asset_no

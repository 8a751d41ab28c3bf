-- The downtime pass as one statement: running maxima of ends per class in a window, the fresh part
-- of each record cut at local days. One row per asset and day with seconds or failures, from the
-- facts of a snapshot. Slower and larger in memory than the pass, and independent of it.
with events as (
    select
        downtime.asset_no as asset_no,
        downtime.site_id as site_id,
        downtime.id as id,
        downtime.class_rank as class_rank,
        greatest(epoch(downtime.started_at), epoch(asset.observed_from))::bigint as from_s,
        least(
            coalesce(epoch(downtime.ended_at), epoch(asset.observed_to)), epoch(asset.observed_to)
        )::bigint as to_s
    from fct_downtime as downtime
    join dim_asset as asset on asset.asset_no = downtime.asset_no
    where downtime.started_at < asset.observed_to
        and (
            downtime.started_at >= asset.observed_from
            or coalesce(downtime.ended_at, asset.observed_to) > asset.observed_from
        )
),

latest as (
    select
        events.*,
        max(to_s) over earlier as latest_3,
        max(case when class_rank <= 2 then to_s end) over earlier as latest_2,
        max(case when class_rank = 1 then to_s end) over earlier as latest_1
    from events
    window earlier as (
        partition by asset_no order by from_s, id
        rows between unbounded preceding and 1 preceding
    )
),

fresh as (
    select
        asset_no,
        site_id,
        from_s,
        to_s,
        greatest(from_s, coalesce(latest_3, from_s)) as fresh_3,
        case when class_rank <= 2 then greatest(from_s, coalesce(latest_2, from_s)) else to_s end
        as fresh_2,
        case when class_rank = 1 then greatest(from_s, coalesce(latest_1, from_s)) else to_s end
        as fresh_1,
        (class_rank = 1 and (latest_1 is null or from_s > latest_1))::integer as is_first
    from latest
),

parts as (
    select
        fresh.asset_no as asset_no,
        day.day_on as day_on,
        greatest(0, least(to_s, epoch(day.ends_at)) - greatest(fresh_1, epoch(day.starts_at)))
        as seconds_1,
        greatest(0, least(to_s, epoch(day.ends_at)) - greatest(fresh_2, epoch(day.starts_at)))
        as seconds_2,
        greatest(0, least(to_s, epoch(day.ends_at)) - greatest(fresh_3, epoch(day.starts_at)))
        as seconds_3,
        case
            when from_s >= epoch(day.starts_at) and from_s < epoch(day.ends_at) then is_first else 0
        end as failures
    from fresh
    join cal_day as day
        on day.site_id = fresh.site_id
        and epoch(day.starts_at) <= fresh.to_s
        and epoch(day.ends_at) > fresh.from_s
)

select
    parts.asset_no as asset_no,
    parts.day_on as day_on,
    sum(seconds_1)::integer as unplanned_s,
    (sum(seconds_2) - sum(seconds_1))::integer as planned_s,
    (sum(seconds_3) - sum(seconds_2))::integer as external_s,
    sum(failures)::integer as failures
from parts
group by parts.asset_no, parts.day_on
having sum(seconds_3) > 0 or sum(failures) > 0
order by parts.asset_no, parts.day_on

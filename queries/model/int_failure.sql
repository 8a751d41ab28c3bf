-- One row per failure inside the observation of its asset, whatever records it comes from. A
-- failure of which only the day is known stands at the start of that day for ordering (`at`), and
-- has no `started_at`. A restoration after the observation was not observed: it is open.
with dated as (
    select
        records.*,
        coalesce(
            records.started_on,
            local_day(records.started_at, cal_utc.day_on, cal_utc.turn_1, cal_utc.turn_2)
        ) as day_on
    from int_failure_record as records
    left join cal_utc
        on cal_utc.site_id = records.site_id and cal_utc.utc_on = records.started_at::date
),

placed as (
    select
        dated.*,
        cal_day.ends_at as day_ends_at,
        coalesce(dated.started_at, cal_day.starts_at) as ordered_at,
        dated.restored_at > dated.observed_to as is_unseen
    from dated
    join cal_day on cal_day.site_id = dated.site_id and cal_day.day_on = dated.day_on
)

select
    placed.failure_id as failure_id,
    placed.source_id as source_id,
    placed.site_id as site_id,
    placed.asset_no as asset_no,
    placed.basis as basis,
    placed.day_on as day_on,
    placed.started_at as started_at,
    placed.started_at as began_at,
    case when not placed.is_unseen then placed.restored_at end as restored_at,
    coalesce(
        placed.is_unseen,
        placed.restored_at is null and placed.has_ends and placed.is_unrestored_open
    ) as is_open,
    coalesce(placed.is_unseen, false) as is_clipped,
    placed.record_id as record_id,
    1 as record_count,
    placed.mode as mode,
    placed.mechanism as mechanism,
    placed.cause as cause,
    placed.title as title,
    placed.cost as cost,
    placed.ordered_at as ordered_at
from placed
where placed.ordered_at < placed.observed_to
    and (
        placed.started_at >= placed.observed_from
        or (placed.started_at is null and placed.day_ends_at > placed.observed_from)
    )
union all
select
    event.id, event.source_id, event.site_id, event.asset_no, 'downtime',
    local_day(event.started_at, cal_utc.day_on, cal_utc.turn_1, cal_utc.turn_2),
    event.started_at, event.began_at, event.restored_at, event.is_open, event.is_clipped,
    event.record_id, event.record_count, event.mode, null, null, event.title, null, event.started_at
from int_failure_event as event
left join cal_utc
    on cal_utc.site_id = event.site_id and cal_utc.utc_on = event.started_at::date

-- One row per failure inside the observation of its asset. One that was already running when the
-- observation began counts from that instant (`started_at`) and lasts since `began_at`.
-- `previous_*` look back over all failures of the asset, whatever period is asked for; of the same
-- kind means the same coded mode, else the same normalised text. The end of an earlier failure is
-- its restoration where known, else its start.
with keyed as (
    select
        int_failure.*,
        text_key(int_failure.title) as text_key,
        coalesce(int_failure.mode, text_key(int_failure.title)) as recurrence_key,
        coalesce(int_failure.cost, int_order_cost.cost) as total_cost,
        coalesce(int_failure.restored_at, int_failure.ordered_at) as over_at
    from int_failure
    left join int_order_cost on int_order_cost.failure_id = int_failure.failure_id
)
select
    keyed.failure_id as failure_id,
    keyed.source_id as source_id,
    keyed.site_id as site_id,
    keyed.asset_no as asset_no,
    keyed.basis as basis,
    keyed.day_on as day_on,
    keyed.started_at as started_at,
    keyed.began_at as began_at,
    keyed.restored_at as restored_at,
    keyed.is_open as is_open,
    date_diff('second', keyed.began_at, keyed.restored_at) as down_s,
    keyed.record_id as record_id,
    keyed.record_count as record_count,
    keyed.mode as mode,
    keyed.mechanism as mechanism,
    keyed.cause as cause,
    keyed.title as title,
    keyed.text_key as text_key,
    keyed.recurrence_key as recurrence_key,
    lag(keyed.failure_id) over asset as previous_failure_id,
    lag(keyed.restored_at) over asset as previous_ended_at,
    case
        when keyed.recurrence_key is not null then lag(keyed.over_at) over kind
    end as previous_same_at,
    keyed.total_cost as cost,
    keyed.is_clipped as is_clipped
from keyed
window
    asset as (partition by keyed.asset_no order by keyed.ordered_at, keyed.failure_id),
    kind as (
        partition by keyed.asset_no, keyed.recurrence_key
        order by keyed.ordered_at, keyed.failure_id
    )
order by keyed.asset_no, keyed.ordered_at, keyed.failure_id

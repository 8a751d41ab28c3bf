-- One row per failure of the sources whose failures are failure records or work orders, with the
-- numbers of the orders behind it. Cancelled orders are no failures. An order that was reported
-- after its work had ended tells no duration.
with records as (
    select
        entity_id(failure.source_id, 'failure', failure.key) as failure_id,
        'failure' as basis,
        failure.source_id as source_id,
        failure.asset_no as asset_no,
        entity_id(failure.source_id, 'failure', failure.key) as record_id,
        failure.detected_at as started_at,
        failure.detected_on as started_on,
        failure.restored_at as restored_at,
        true as is_unrestored_open,
        failure.mode as mode,
        failure.mechanism as mechanism,
        failure.cause as cause,
        failure.title as title,
        null::decimal(18, 4) as cost
    from int_live_failure as failure
    union all
    select
        entity_id(orders.source_id, 'work_order', orders.key),
        'work_order',
        orders.source_id,
        orders.asset_no,
        entity_id(orders.source_id, 'work_order', orders.key),
        orders.reported_at,
        orders.reported_on,
        case
            when coalesce(orders.ended_at, orders.done_at) >= orders.reported_at
                or orders.reported_at is null
                then coalesce(orders.ended_at, orders.done_at)
        end,
        coalesce(orders.ended_at, orders.done_at) is null
        and orders.status_class not in ('work_done', 'closed'),
        orders.mode,
        orders.mechanism,
        orders.cause,
        orders.title,
        orders.cost
    from int_live_work_order as orders
    where orders.is_failure and orders.status_class <> 'cancelled'
)
select
    records.*,
    dim_asset.site_id as site_id,
    dim_asset.observed_from as observed_from,
    dim_asset.observed_to as observed_to,
    dim_source.has_ends as has_ends
from records
join dim_source
    on dim_source.source_id = records.source_id and dim_source.failures_from = records.basis
join dim_asset on dim_asset.asset_no = records.asset_no

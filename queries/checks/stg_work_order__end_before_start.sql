-- severity: quarantine
-- One row per work order whose work ends before it starts.
-- Equal instants are allowed: something may last less than a second.
select
    stg_work_order.run_no as run_no,
    stg_work_order.position as position,
    stg_work_order.line as line,
    stg_work_order.key as key,
    stg_work_order.is_latest as is_latest,
    'end_before_start' as rule,
    ref_field.column_name as column_name,
    strftime(stg_work_order.ended_at, '%Y-%m-%dT%H:%M:%SZ') as value,
    strftime(stg_work_order.started_at, '%Y-%m-%dT%H:%M:%SZ') as expected
from stg_work_order
left join ref_field
    on ref_field.source_id = stg_work_order.source_id
    and ref_field.feed = stg_work_order.feed
    and ref_field.field = 'ended_at'
where stg_work_order.ended_at < stg_work_order.started_at and stg_work_order.excluded_reason is null

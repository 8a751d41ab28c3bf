-- severity: quarantine
-- One row per downtime record that ends before it starts.
-- Equal instants are allowed: something may last less than a second.
select
    stg_downtime.run_no as run_no,
    stg_downtime.position as position,
    stg_downtime.line as line,
    stg_downtime.key as key,
    stg_downtime.is_latest as is_latest,
    'end_before_start' as rule,
    ref_field.column_name as column_name,
    strftime(stg_downtime.ended_at, '%Y-%m-%dT%H:%M:%SZ') as value,
    strftime(stg_downtime.started_at, '%Y-%m-%dT%H:%M:%SZ') as expected
from stg_downtime
left join ref_field
    on ref_field.source_id = stg_downtime.source_id
    and ref_field.feed = stg_downtime.feed
    and ref_field.field = 'ended_at'
where stg_downtime.ended_at < stg_downtime.started_at and stg_downtime.excluded_reason is null

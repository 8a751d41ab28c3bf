-- severity: quarantine
-- One row per failure that is restored before it was found.
-- Equal instants are allowed: something may last less than a second.
select
    stg_failure.run_no as run_no,
    stg_failure.position as position,
    stg_failure.line as line,
    stg_failure.key as key,
    stg_failure.is_latest as is_latest,
    'end_before_start' as rule,
    ref_field.column_name as column_name,
    strftime(stg_failure.restored_at, '%Y-%m-%dT%H:%M:%SZ') as value,
    strftime(stg_failure.detected_at, '%Y-%m-%dT%H:%M:%SZ') as expected
from stg_failure
left join ref_field
    on ref_field.source_id = stg_failure.source_id
    and ref_field.feed = stg_failure.feed
    and ref_field.field = 'restored_at'
where stg_failure.restored_at < stg_failure.detected_at and stg_failure.excluded_reason is null

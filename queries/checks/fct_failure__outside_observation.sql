-- severity: warn
-- One row per source with failures, as records or orders, outside the observation of their asset:
-- they are in no figure.
select
    records.source_id as source_id,
    records.site_id as site_id,
    records.basis as entity,
    'info' as level,
    records.source_id as subject,
    count(*)::integer as count,
    null::varchar as detail,
    min(records.record_id) as example_id
from int_failure_record as records
anti join fct_failure on fct_failure.failure_id = records.failure_id
group by records.source_id, records.site_id, records.basis

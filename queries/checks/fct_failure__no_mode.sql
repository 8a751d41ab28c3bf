-- severity: warn
-- One row per source with failures that name no failure mode: groupings by mode cannot place them.
select
    fct_failure.source_id as source_id,
    fct_failure.site_id as site_id,
    'failure' as entity,
    'info' as level,
    fct_failure.source_id as subject,
    count(*)::integer as count,
    null::varchar as detail,
    min(fct_failure.failure_id) as example_id
from fct_failure
where fct_failure.mode is null
group by fct_failure.source_id, fct_failure.site_id

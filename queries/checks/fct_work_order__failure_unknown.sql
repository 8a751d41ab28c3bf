-- severity: warn
-- One row per source whose failures are work orders and that has orders of which it cannot be told
-- whether they record a failure: they are not counted as failures.
select
    fct_work_order.source_id as source_id,
    fct_work_order.site_id as site_id,
    'work_order' as entity,
    'warn' as level,
    fct_work_order.source_id as subject,
    count(*)::integer as count,
    null::varchar as detail,
    min(fct_work_order.id) as example_id
from fct_work_order
join dim_source on dim_source.source_id = fct_work_order.source_id
where dim_source.failures_from = 'work_order' and fct_work_order.is_failure is null
group by fct_work_order.source_id, fct_work_order.site_id

-- severity: warn
-- One row per source with exact copies of work orders, beyond the first of each: they are kept,
-- flagged and counted in every figure, as the source says they happened.
select
    fct_work_order.source_id as source_id,
    fct_work_order.site_id as site_id,
    'work_order' as entity,
    'info' as level,
    fct_work_order.source_id as subject,
    count(*)::integer as count,
    null::varchar as detail,
    min(fct_work_order.id) as example_id
from fct_work_order
where fct_work_order.is_duplicate
group by fct_work_order.source_id, fct_work_order.site_id

-- severity: warn
-- One row per site whose work orders cost more than one currency: their sums mean nothing.
select
    min(fct_work_order.source_id) as source_id,
    fct_work_order.site_id as site_id,
    'work_order' as entity,
    'warn' as level,
    string_agg(distinct fct_work_order.currency, ', ' order by fct_work_order.currency) as subject,
    count(*)::integer as count,
    null::varchar as detail,
    null::uuid as example_id
from fct_work_order
where fct_work_order.currency is not null
group by fct_work_order.site_id
having count(distinct fct_work_order.currency) > 1

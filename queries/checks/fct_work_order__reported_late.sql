-- severity: warn
-- One row per source with failures reported after their work had ended: how long they lasted is not
-- known, so they are in no mean duration.
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
where fct_work_order.is_failure
    and coalesce(fct_work_order.ended_at, fct_work_order.done_at) < fct_work_order.reported_at
group by fct_work_order.source_id, fct_work_order.site_id

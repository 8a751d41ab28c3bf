-- severity: warn
-- One row per tag that several records of a register carry: records that name an asset by it are
-- taken to mean the one seen first.
select
    register.source_id as source_id,
    dim_source.site_id as site_id,
    'asset' as entity,
    'warn' as level,
    register.tag as subject,
    count(*)::integer as count,
    null::varchar as detail,
    null::uuid as example_id
from int_register as register
join dim_source on dim_source.source_id = register.source_id
group by register.source_id, dim_source.site_id, register.tag
having count(*) > 1

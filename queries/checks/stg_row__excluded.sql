-- severity: warn
-- One row per reason for which a mapping rule leaves rows out of the model, with their number.
with excluded as (
    select source_id, feed, 'asset' as entity, excluded_reason, key from stg_asset where is_latest
    union all
    select source_id, feed, 'downtime', excluded_reason, key from stg_downtime where is_latest
    union all
    select source_id, feed, 'failure', excluded_reason, key from stg_failure where is_latest
    union all
    select source_id, feed, 'work_order', excluded_reason, key from stg_work_order where is_latest
)
select
    excluded.source_id as source_id,
    dim_source.site_id as site_id,
    excluded.entity as entity,
    'info' as level,
    excluded.feed as subject,
    count(*)::integer as count,
    excluded.excluded_reason as detail,
    null::uuid as example_id
from excluded
join dim_source on dim_source.source_id = excluded.source_id
where excluded.excluded_reason is not null
group by
    excluded.source_id, dim_source.site_id, excluded.entity, excluded.feed, excluded.excluded_reason

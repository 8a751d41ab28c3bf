-- severity: warn
-- One row per feed with times that came twice, because the clock was put back over them: the first
-- of the two is taken. Only times without an offset can be meant.
with twice as (
    select source_id, feed, 'downtime' as entity, key from stg_downtime where is_latest and is_twice
    union all
    select source_id, feed, 'failure', key from stg_failure where is_latest and is_twice
    union all
    select source_id, feed, 'work_order', key from stg_work_order where is_latest and is_twice
)
select
    twice.source_id as source_id,
    dim_source.site_id as site_id,
    twice.entity as entity,
    'warn' as level,
    twice.feed as subject,
    count(*)::integer as count,
    min(twice.key) as detail,
    null::uuid as example_id
from twice
join dim_source on dim_source.source_id = twice.source_id
group by twice.source_id, dim_source.site_id, twice.entity, twice.feed

-- severity: warn
-- One row per stop without an end that later stops of the same asset and class follow: they
-- contradict it, and while it lasts they are part of it and count nothing of their own.
select
    running.source_id as source_id,
    running.site_id as site_id,
    'downtime' as entity,
    'warn' as level,
    dim_asset.tag as subject,
    count(*)::integer as count,
    replace(running.source_key, chr(31), ' | ') as detail,
    running.id as example_id
from fct_downtime as running
join dim_asset on dim_asset.asset_no = running.asset_no
join fct_downtime as later
    on later.asset_no = running.asset_no
    and later.class_rank = running.class_rank
    and later.started_at > running.started_at
where running.ended_at is null
group by
    running.source_id, running.site_id, dim_asset.tag, running.source_key, running.id

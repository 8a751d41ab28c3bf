-- severity: warn
-- One row per source with downtime that lies wholly outside the observation of its asset: it is
-- kept in the dataset and in no figure.
select
    downtime.source_id as source_id,
    downtime.site_id as site_id,
    'downtime' as entity,
    'info' as level,
    downtime.source_id as subject,
    count(*)::integer as count,
    null::varchar as detail,
    min(downtime.id) as example_id
from int_downtime as downtime
where downtime.from_s is null
group by downtime.source_id, downtime.site_id

-- severity: warn
-- One row per source with downtime that had not ended when its data end: it counts up to that
-- instant and is left out of mean durations.
select
    fct_downtime.source_id as source_id,
    fct_downtime.site_id as site_id,
    'downtime' as entity,
    'info' as level,
    fct_downtime.source_id as subject,
    count(*)::integer as count,
    null::varchar as detail,
    min(fct_downtime.id) as example_id
from fct_downtime
where fct_downtime.ended_at is null
group by fct_downtime.source_id, fct_downtime.site_id

-- severity: warn
-- One row per feed with records whose newest version cannot be used: the version before it is in
-- the figures, the newest waits in quarantine. The detail is the run that read the refused
-- versions, or the first and the last of several.
select
    int_kept.source_id as source_id,
    dim_source.site_id as site_id,
    int_kept.entity as entity,
    'warn' as level,
    int_kept.feed as subject,
    count(*)::integer as count,
    array_to_string(
        list_sort(list_distinct([min(int_kept.refused_no), max(int_kept.refused_no)])), '–'
    ) as detail,
    null::uuid as example_id
from int_kept
join dim_source on dim_source.source_id = int_kept.source_id
group by int_kept.source_id, dim_source.site_id, int_kept.entity, int_kept.feed

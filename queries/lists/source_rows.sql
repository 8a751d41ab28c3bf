-- One row per source the reader may see: what it is, what it watched and when, and its rows over
-- all runs: read = loaded + unchanged + quarantined. Sources without a run show 0 rows. Ordered by
-- site, then by source.
with rows_per_source as (
    select
        run.source_id as source_id,
        count(*) as run_count,
        max(run.finished_at) as last_run_at,
        sum(run.rows_in) as rows_in,
        sum(run.rows_loaded) as rows_loaded,
        sum(run.rows_unchanged) as rows_unchanged,
        sum(run.rows_quarantined) as rows_quarantined,
        sum(run.rows_excluded) as rows_excluded
    from svc_extract_run as run
    group by run.source_id
),
waiting_per_source as (
    select
        waiting.source_id as source_id,
        count(*) as waiting_count
    from svc_quarantine as waiting
    where waiting.is_open
    group by waiting.source_id
)
select
    source.source_id::varchar as source_id,
    source.title::varchar as title,
    site.code::varchar as site,
    site.name::varchar as site_name,
    site.time_zone::varchar as zone,
    source.attribution::varchar as attribution,
    source.licence::varchar as licence,
    source.is_generated::boolean as is_generated,
    source.failures_from::varchar as failures_from,
    source.has_stops::boolean as has_stops,
    source.has_ends::boolean as has_ends,
    source.has_register::boolean as has_register,
    source.asset_noun_many::varchar as asset_noun_many,
    source.observation_basis::varchar as observation_basis,
    source.observed_from::timestamp as observed_from,
    source.observed_to::timestamp as observed_to,
    source.data_to::timestamp as data_to,
    coalesce(ran.run_count, 0)::integer as run_count,
    ran.last_run_at::timestamp as last_run_at,
    coalesce(ran.rows_in, 0)::integer as rows_in,
    coalesce(ran.rows_loaded, 0)::integer as rows_loaded,
    coalesce(ran.rows_unchanged, 0)::integer as rows_unchanged,
    coalesce(ran.rows_quarantined, 0)::integer as rows_quarantined,
    coalesce(ran.rows_excluded, 0)::integer as rows_excluded,
    coalesce(held.waiting_count, 0)::integer as waiting_count
from dim_source as source
join dim_site as site
    on site.site_id = source.site_id
join allowed_site as allowed
    on allowed.site_id = site.site_id
left join rows_per_source as ran
    on ran.source_id = source.source_id
left join waiting_per_source as held
    on held.source_id = source.source_id
order by site.code, source.source_id

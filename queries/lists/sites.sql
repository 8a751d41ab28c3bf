-- One row per source of a site that the reader may see: the site, what the source records, the time
-- during which it watched its assets and how many it watched, and how many failures it has of
-- assets that are not counted. A site without a source has one row without them. Newest data first.
with counts as (
    select
        asset.source_id as source_id,
        count(case when asset.is_counted then 1 end) as asset_count
    from dim_asset as asset
    group by asset.source_id
),
left_out as (
    select
        failure.source_id as source_id,
        count(*) as failure_count
    from fct_failure as failure
    join dim_asset as asset on asset.asset_no = failure.asset_no
    where not asset.is_counted
    group by failure.source_id
)
select
    site.code::varchar as site,
    site.name::varchar as site_name,
    site.time_zone::varchar as zone,
    site.currency::varchar as currency,
    source.source_id::varchar as source,
    source.title::varchar as source_title,
    source.attribution::varchar as attribution,
    source.licence::varchar as licence,
    source.is_generated::boolean as is_generated,
    source.failures_from::varchar as failures_from,
    source.has_stops::boolean as has_stops,
    source.has_ends::boolean as has_ends,
    source.has_register::boolean as has_register,
    source.asset_noun_one::varchar as asset_noun_one,
    source.asset_noun_many::varchar as asset_noun_many,
    source.observation_basis::varchar as observation_basis,
    source.observed_from::timestamp as observed_from,
    source.observed_to::timestamp as observed_to,
    source.data_to::timestamp as data_to,
    source.unread_failures::varchar as unread_failures,
    source.unread_stops::varchar as unread_stops,
    first_day.day_on::date as observed_from_on,
    last_day.day_on::date as observed_to_on,
    (first_day.starts_at = source.observed_from)::boolean as is_first_day_whole,
    (last_day.starts_at = source.observed_to)::boolean as is_last_day_empty,
    coalesce(counts.asset_count, 0)::integer as asset_count,
    coalesce(left_out.failure_count, 0)::integer as left_out_count
from dim_site as site
join allowed_site as allowed on allowed.site_id = site.site_id
left join dim_source as source on source.site_id = site.site_id
left join cal_day as first_day
    on first_day.site_id = site.site_id
    and source.observed_from >= first_day.starts_at
    and source.observed_from < first_day.ends_at
left join cal_day as last_day
    on last_day.site_id = site.site_id
    and source.observed_to >= last_day.starts_at
    and source.observed_to < last_day.ends_at
left join counts on counts.source_id = source.source_id
left join left_out on left_out.source_id = source.source_id
order by source.data_to desc nulls last, site.code, source.source_id

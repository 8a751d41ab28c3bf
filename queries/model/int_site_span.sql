-- One row per site: the days its calendar must cover. Records and observation windows with two
-- months to spare, within the years that a record may bear and a month more.
with spans as (
    select
        int_asset.site_id as site_id,
        least(min(int_span.first_at), min(int_span.first_on)::timestamp) as from_at,
        greatest(
            max(int_span.last_at), max(int_span.last_on)::timestamp, max(int_span.running_to)
        ) as to_at
    from int_span
    join int_asset on int_asset.asset_no = int_span.asset_no
    group by int_asset.site_id
    union all
    select ref_site.site_id, min(ref_source.declared_from), max(ref_source.declared_to)
    from ref_source
    join ref_site on ref_site.code = ref_source.site_code
    group by ref_site.site_id
)
select
    ref_site.site_id as site_id,
    ref_site.time_zone as time_zone,
    greatest(
        coalesce(min(spans.from_at), timestamp '2000-01-01') - interval 70 day,
        timestamp '1949-12-01'
    )::date as from_on,
    least(
        coalesce(max(spans.to_at), timestamp '2000-12-31') + interval 70 day,
        timestamp '2100-02-01'
    )::date as to_on
from ref_site
left join spans on spans.site_id = ref_site.site_id
group by ref_site.site_id, ref_site.time_zone

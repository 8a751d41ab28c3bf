-- One row per outage that touches the days [from, to) of one site, with its hours inside them: an
-- effective failure of a counted asset, cut at the ends of the period and of the asset's
-- observation. Failures whose end the source does not record are left out, except those still open
-- when the asset was last watched. Longest first; at most $page_rows rows; the hours and the number
-- of all of them stand on every row. An asset counts as watched to the end of its source within a
-- day of it, since windows of records end with their day.
with span as (
    select
        day.site_id as site_id,
        min(day.starts_at) as starts_at,
        max(day.ends_at) as ends_at
    from cal_day as day
    where day.day_on >= $from::date
        and day.day_on < $to::date
    group by day.site_id
),
inside as (
    select
        failure.failure_id as failure_id,
        failure.asset_no as asset_no,
        failure.started_at as started_at,
        failure.restored_at as restored_at,
        source.observed_to as source_to,
        greatest(failure.started_at, span.starts_at) as cut_from,
        least(coalesce(failure.restored_at, asset.observed_to), span.ends_at) as cut_to
    from fct_failure as failure
    join dim_asset as asset
        on asset.asset_no = failure.asset_no
    join dim_source as source
        on source.source_id = failure.source_id
    join dim_site as site
        on site.site_id = failure.site_id
    join allowed_site as allowed
        on allowed.site_id = site.site_id
    join span
        on span.site_id = site.site_id
    where site.code = $site::varchar
        and source.source_id = $source::varchar
        and source.has_stops
        and asset.is_counted
        and failure.started_at is not null
        and (failure.restored_at is not null or failure.is_open)
)
select
    inside.failure_id::varchar as id,
    asset.id::varchar as asset_id,
    asset.tag::varchar as asset_tag,
    asset.area::varchar as area,
    inside.started_at::timestamp as started_at,
    inside.restored_at::timestamp as ended_at,
    (asset.observed_to >= inside.source_to - interval 1 day)::boolean as is_watched_to_end,
    date_diff('second', inside.cut_from, inside.cut_to)::double / 3600.0 as hours,
    sum(date_diff('second', inside.cut_from, inside.cut_to)) over ()::double / 3600.0 as total_h,
    count(*) over ()::integer as total_count
from inside
join dim_asset as asset
    on asset.asset_no = inside.asset_no
where inside.cut_to > inside.cut_from
qualify row_number() over (
    order by date_diff('second', inside.cut_from, inside.cut_to) desc, inside.failure_id
) <= $page_rows::bigint
order by hours desc, inside.failure_id

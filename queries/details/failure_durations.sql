-- One row per failure (`part` is record) and one per status with its count (`part` is total):
-- the failures that began in the period. Those that have ended are counted with their whole
-- duration; those still open, or without a recorded end, are left out with that as their status.
with scope as (
    select
        asset.asset_no as asset_no,
        asset.id::varchar as id,
        asset.tag as tag,
        asset.name as name,
        asset.area as area,
        asset.is_counted as is_counted,
        asset.observed_from as observed_from,
        asset.observed_to as observed_to
    from dim_asset as asset
    join allowed_site as allowed on allowed.site_id = asset.site_id
    join dim_site as site on site.site_id = asset.site_id
    where site.code = $site::varchar
        and asset.source_id = $source::varchar
        and ($asset::varchar = '' or asset.asset_no in (
            select below.asset_no
            from closure as below
            join dim_asset as node on node.asset_no = below.ancestor_no
            where node.id::varchar = $asset::varchar
        ))
),
records as (
    select
        failure.record_id as record_id, failure.basis as record_kind,
        failure.failure_id as failure_id, scope.id as asset_id, scope.tag as asset_tag,
        scope.name as asset_name, scope.area as area, failure.day_on as day_on,
        failure.started_at as started_at, failure.restored_at as ended_at,
        'unplanned' as record_class, failure.mode as reason, failure.title as title,
        failure.down_s as duration_s, null as record_url, null as run_no, null as line,
        failure.cost as cost,
        coalesce(failure.started_at::varchar, failure.day_on::varchar)
            || ' ' || failure.failure_id::varchar as sort_key,
        case
            when not scope.is_counted then 'asset_not_counted'
            when failure.is_open then 'still_open'
            when failure.started_at is null then 'no_start_recorded'
            when failure.down_s is null then 'no_end_recorded'
            else 'counted'
        end as status,
        case when scope.is_counted and not failure.is_open then failure.down_s end as down_s
    from fct_failure as failure
    join scope on scope.asset_no = failure.asset_no
    where failure.day_on >= $from::date
        and failure.day_on < $to::date
),
page as (
    select records.*, row_number() over (order by records.sort_key) as row_no
    from records
    where records.sort_key > $after::varchar
        and (
            $show::varchar = 'all'
            or records.status = $show::varchar
            or ($show::varchar = 'left_out' and records.status <> 'counted')
        )
)
select
    'record' as part,
    page.status::varchar as status,
    1::integer as row_count,
    page.record_id::varchar as record_id,
    page.record_kind::varchar as record_kind,
    page.failure_id::varchar as failure_id,
    page.asset_id::varchar as asset_id,
    page.asset_tag::varchar as asset_tag,
    page.asset_name::varchar as asset_name,
    page.area::varchar as area,
    page.day_on::date as day_on,
    page.started_at::timestamp as started_at,
    page.ended_at::timestamp as ended_at,
    page.record_class::varchar as record_class,
    page.reason::varchar as reason,
    page.title::varchar as title,
    page.duration_s::double / 3600.0 as record_h,
    page.down_s::double / 3600.0 as down_h,
    page.cost::double as cost,
    page.record_url::varchar as record_url,
    page.run_no::integer as run_no,
    page.line::integer as line,
    page.sort_key::varchar as sort_key
from page
where page.row_no <= $page_rows::bigint
union all
select
    'total',
    records.status,
    count(*)::integer,
    null, null, null, null, null, null, null, null, null, null, null, null,
    null,
    sum(records.duration_s)::double / 3600.0,
    sum(records.down_s)::double / 3600.0,
    sum(records.cost)::double,
    null, null, null,
    ''
from records
group by records.status
order by part, sort_key, status

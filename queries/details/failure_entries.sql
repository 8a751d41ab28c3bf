-- One row per failure (`part` is record) and one per status with its count (`part` is total), for
-- sources that record failures as such: those detected in the period, and those from before it
-- that were not over. A failure detected in the period is counted, an earlier one left out with the
-- reason as its status. Records outside the observation of their asset are no failures.
with scope as (
    select
        asset.asset_no as asset_no,
        asset.id::varchar as id,
        asset.tag as tag,
        asset.name as name,
        asset.area as area,
        asset.equipment_class as equipment_class,
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
period as (
    select
        min(day.starts_at) as starts_at,
        max(day.ends_at) as ends_at
    from cal_day as day
    join dim_site as site on site.site_id = day.site_id
    where site.code = $site::varchar
        and day.day_on >= $from::date
        and day.day_on < $to::date
),
records as (
    select
        failure.record_id as record_id, 'failure' as record_kind,
        failure.failure_id as failure_id, scope.id as asset_id, scope.tag as asset_tag,
        scope.name as asset_name, scope.area as area, failure.day_on as day_on,
        failure.started_at as started_at, failure.restored_at as ended_at,
        'unplanned' as record_class, failure.mode as reason, failure.title as title,
        failure.down_s as duration_s, null as record_url, null as run_no, null as line,
        failure.cost as cost,
        coalesce(failure.started_at::varchar, failure.day_on::varchar)
            || ' ' || failure.record_id::varchar as sort_key,
        case
            when not scope.is_counted then 'asset_not_counted'
            when failure.day_on >= $from::date and failure.day_on < $to::date then 'counted'
            else 'began_before'
        end as status,
        case
            when scope.is_counted and failure.started_at is not null
                and (failure.restored_at is not null or failure.is_open)
            then greatest(0, date_diff(
                'second',
                greatest(failure.started_at, period.starts_at),
                least(coalesce(failure.restored_at, scope.observed_to), period.ends_at)
            ))
        end as down_s
    from fct_failure as failure
    join scope on scope.asset_no = failure.asset_no
    cross join period
    where failure.basis = 'failure'
        and (
            (failure.day_on >= $from::date and failure.day_on < $to::date)
            or (
                failure.started_at < period.starts_at
                and (failure.is_open or failure.restored_at is not null)
                and coalesce(failure.restored_at, scope.observed_to) > period.starts_at
            )
        )
        and ($dimension::varchar = '' or $group::varchar = coalesce(
            case $dimension::varchar
                when 'area' then scope.area
                when 'asset' then scope.id
                when 'equipment_class' then scope.equipment_class
                when 'mode' then failure.mode
                when 'cause' then failure.cause
                else failure.text_key
            end, ''
        ))
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

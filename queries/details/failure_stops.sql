-- One row per stop record (`part` is record) and one per status with its count (`part` is total),
-- for sources whose failures are their unplanned stops: records that start in the period or run
-- into it. The record with which a failure that began in the period starts is counted; every other
-- is left out, with the reason as its status. `down_h` is the failure's time inside the period.
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
        stop.id as record_id, 'downtime' as record_kind, stop.failure_id as failure_id,
        scope.id as asset_id, scope.tag as asset_tag, scope.name as asset_name, scope.area as area,
        stop.day_on as day_on, stop.started_at as started_at, stop.ended_at as ended_at,
        stop.time_class as record_class, stop.reason_raw as reason, null as title,
        stop.duration_s as duration_s, stop.record_url as record_url, stop.run_no as run_no,
        stop.line as line,
        case when failure.record_id = stop.id then failure.cost end as cost,
        stop.started_at::varchar || ' ' || stop.id::varchar as sort_key,
        case
            when stop.is_propagated then 'propagated'
            when stop.time_class <> 'unplanned' then stop.time_class || '_stop'
            when not scope.is_counted then 'asset_not_counted'
            when failure.failure_id is null and stop.started_at >= scope.observed_to
            then 'after_observation'
            when failure.failure_id is null then 'before_observation'
            when failure.record_id <> stop.id then 'merged'
            when failure.day_on >= $from::date and failure.day_on < $to::date then 'counted'
            else 'began_before'
        end as status,
        case when scope.is_counted and failure.record_id = stop.id then greatest(0, date_diff(
            'second',
            greatest(failure.started_at, period.starts_at),
            least(coalesce(failure.restored_at, scope.observed_to), period.ends_at)
        )) end as down_s
    from fct_downtime as stop
    join scope on scope.asset_no = stop.asset_no
    cross join period
    left join fct_failure as failure on failure.failure_id = stop.failure_id
    where (
            (stop.day_on >= $from::date and stop.day_on < $to::date)
            or (failure.day_on >= $from::date and failure.day_on < $to::date)
            or (
                coalesce(failure.started_at, stop.started_at) < period.starts_at
                and coalesce(
                    failure.restored_at, stop.ended_at, scope.observed_to, period.ends_at
                ) > period.starts_at
            )
        )
        and ($dimension::varchar = '' or $group::varchar = coalesce(
            case $dimension::varchar
                when 'area' then scope.area
                when 'asset' then scope.id
                when 'equipment_class' then scope.equipment_class
                when 'mode' then coalesce(failure.mode, stop.mode, stop.reason_raw)
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

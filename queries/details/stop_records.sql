-- One row per stop record (`part` is record) and one per status with its count (`part` is total):
-- the stops that touch the period. `down_h` is the part of a stop inside the period that no earlier
-- stop of its asset covered, so it adds up to the union. Stops of classes not asked for, outside
-- the observation or copied from a parent are left out, with the reason as their status.
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
touching as (
    select
        stop.*,
        greatest(stop.started_at, period.starts_at, scope.observed_from) as cut_from,
        least(
            coalesce(stop.ended_at, scope.observed_to), period.ends_at, scope.observed_to
        ) as cut_to,
        case
            when stop.is_propagated then 'propagated'
            when stop.time_class <> 'unplanned' and $downtime::varchar <> 'all'
            then stop.time_class || '_stop'
            when not scope.is_counted then 'asset_not_counted'
            when scope.observed_to <= period.starts_at or scope.observed_from >= period.ends_at
            then 'outside_observation'
            when stop.started_at >= scope.observed_to then 'after_observation'
            when stop.ended_at < scope.observed_from
                or (stop.ended_at = scope.observed_from and stop.started_at < stop.ended_at)
            then 'before_observation'
            else 'counted'
        end as status
    from fct_downtime as stop
    join scope on scope.asset_no = stop.asset_no
    cross join period
    where (stop.day_on >= $from::date and stop.day_on < $to::date)
        or (
            stop.started_at < period.starts_at
            and coalesce(stop.ended_at, scope.observed_to, period.ends_at) > period.starts_at
        )
),
records as (
    select
        touching.id as record_id, 'downtime' as record_kind, touching.failure_id as failure_id,
        scope.id as asset_id, scope.tag as asset_tag, scope.name as asset_name, scope.area as area,
        touching.day_on as day_on, touching.started_at as started_at,
        touching.ended_at as ended_at, touching.time_class as record_class,
        touching.reason_raw as reason, null as title, touching.duration_s as duration_s,
        touching.record_url as record_url, touching.run_no as run_no, touching.line as line,
        touching.status as status, null as cost,
        touching.started_at::varchar || ' ' || touching.id::varchar as sort_key,
        case when touching.status = 'counted' then greatest(0, date_diff(
            'second',
            greatest(
                touching.cut_from, coalesce(max(touching.cut_to) over earlier, touching.cut_from)
            ),
            touching.cut_to
        )) end as down_s
    from touching
    join scope on scope.asset_no = touching.asset_no
    window earlier as (
        partition by touching.asset_no, touching.status
        order by touching.started_at, touching.id
        rows between unbounded preceding and 1 preceding
    )
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
    null, null, null, null,
    ''
from records
group by records.status
order by part, sort_key, status

-- One row per group (the whole, a month, a day or an asset): hours during which assets were down.
-- Stops of one asset that overlap count once, in the strongest class (unplanned before planned
-- before external); they are cut at the ends of the group and of the observation, and an open one
-- runs to the end of the observation. Stop records are counted for the whole and for assets only.
with scope as (
    select
        asset.asset_no as asset_no,
        asset.id::varchar as id,
        asset.tag as tag,
        asset.area as area,
        asset.site_id as site_id,
        asset.observed_from as observed_from,
        asset.observed_to as observed_to
    from dim_asset as asset
    join allowed_site as allowed on allowed.site_id = asset.site_id
    join dim_site as site on site.site_id = asset.site_id
    where asset.is_counted
        and site.code = $site::varchar
        and asset.source_id = $source::varchar
        and ($asset::varchar = '' or asset.asset_no in (
            select below.asset_no
            from closure as below
            join dim_asset as node on node.asset_no = below.ancestor_no
            where node.id::varchar = $asset::varchar
        ))
),
periods as (
    select
        case $by::varchar
            when 'month' then left(day.day_on::varchar, 7)
            when 'day' then day.day_on::varchar
            else ''
        end as period_id,
        min(day.day_on) as period_from,
        max(day.day_on) + 1 as period_to,
        min(day.starts_at) as starts_at,
        max(day.ends_at) as ends_at
    from cal_day as day
    join dim_site as site on site.site_id = day.site_id
    where site.code = $site::varchar
        and day.day_on >= $from::date
        and day.day_on < $to::date
    group by period_id
),
watch as (
    select
        scope.asset_no as asset_no,
        periods.period_id as period_id,
        greatest(periods.starts_at, scope.observed_from) as from_at,
        least(periods.ends_at, scope.observed_to) as to_at
    from scope
    join periods
        on periods.starts_at < scope.observed_to
        and periods.ends_at > scope.observed_from
),
parts as (
    select asset_no, month_on as on_date, unplanned_s, planned_s, external_s
    from comp_month
    where month_on >= $month_from::date and month_on < $month_to::date
        and $by::varchar <> 'day'
    union all
    select asset_no, day_on as on_date, unplanned_s, planned_s, external_s
    from comp_day
    where (day_on >= $from::date and day_on < $head_to::date)
        or (day_on >= $tail_from::date and day_on < $to::date)
        or ($by::varchar = 'day' and day_on >= $from::date and day_on < $to::date)
),
sums as (
    select
        parts.asset_no as asset_no,
        case $by::varchar
            when 'month' then left(parts.on_date::varchar, 7)
            when 'day' then parts.on_date::varchar
            else ''
        end as period_id,
        sum(parts.unplanned_s)::bigint as unplanned_s,
        sum(parts.planned_s)::bigint as planned_s,
        sum(parts.external_s)::bigint as external_s
    from parts
    group by parts.asset_no, period_id
),
stops as (
    select
        watch.asset_no as asset_no,
        count(*) as stops
    from watch
    join fct_downtime as stop on stop.asset_no = watch.asset_no
    where $by::varchar in ('total', 'asset')
        and (stop.time_class = 'unplanned' or $downtime::varchar = 'all')
        and not stop.is_propagated
        and stop.started_at < watch.to_at
        and (stop.ended_at is null or stop.ended_at > watch.from_at
            or (stop.ended_at = stop.started_at and stop.started_at >= watch.from_at))
    group by watch.asset_no
),
cells as (
    select
        watch.asset_no as asset_no,
        watch.period_id as period_id,
        date_diff('second', watch.from_at, watch.to_at) as exposure_s,
        coalesce(sums.unplanned_s, 0) as unplanned_s,
        coalesce(sums.planned_s, 0) as planned_s,
        coalesce(sums.external_s, 0) as external_s,
        case
            when $downtime::varchar = 'all'
            then coalesce(sums.unplanned_s + sums.planned_s + sums.external_s, 0)
            else coalesce(sums.unplanned_s, 0)
        end as down_s,
        coalesce(stops.stops, 0) as stops
    from watch
    left join sums on sums.asset_no = watch.asset_no and sums.period_id = watch.period_id
    left join stops on stops.asset_no = watch.asset_no
)
select
    case $by::varchar when 'asset' then scope.id else cells.period_id end::varchar as group_id,
    case $by::varchar when 'asset' then scope.tag else cells.period_id end::varchar as group_label,
    max(case when $by::varchar = 'asset' then scope.area end)::varchar as area,
    min(periods.period_from)::date as period_from,
    max(periods.period_to)::date as period_to,
    bool_or(
        periods.starts_at < source.observed_from
        or periods.ends_at > source.observed_to
        or ($by::varchar = 'month' and (
            right(periods.period_from::varchar, 2) <> '01'
            or right(periods.period_to::varchar, 2) <> '01'
        ))
    )::boolean as is_partial,
    count(*)::integer as asset_count,
    sum(cells.exposure_s)::double / 3600.0 as exposure_h,
    sum(cells.unplanned_s)::double / 3600.0 as unplanned_h,
    sum(cells.planned_s)::double / 3600.0 as planned_h,
    sum(cells.external_s)::double / 3600.0 as external_h,
    sum(cells.down_s)::double / 3600.0 as downtime_h,
    case when $by::varchar in ('total', 'asset') then sum(cells.stops) end::integer as stop_count,
    sum(cells.down_s)::double / 3600.0 as value,
    sum(cells.down_s * cells.down_s)::double / 3600.0 / 3600.0 as sum_yy,
    sum(cells.down_s * cells.exposure_s)::double / 3600.0 / 3600.0 as sum_xy,
    sum(cells.exposure_s * cells.exposure_s)::double / 3600.0 / 3600.0 as sum_xx
from cells
join scope on scope.asset_no = cells.asset_no
join periods on periods.period_id = cells.period_id
join dim_source as source on source.source_id = $source::varchar
group by 1, 2
order by group_label, group_id

-- One row per group (whole, month, week, day or asset): hours during which assets were down.
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
            when 'month' then date_trunc('month', day.day_on)::date
            when 'week' then date_trunc('week', day.day_on)::date
            when 'day' then day.day_on
            else $from::date
        end as period_on,
        case $by::varchar
            when 'month' then left(min(day.day_on)::varchar, 7)
            when 'week' then strftime(min(day.day_on), '%G-W%V')
            when 'day' then min(day.day_on)::varchar
            else ''
        end as label,
        min(day.day_on) as period_from,
        max(day.day_on) + 1 as period_to,
        min(day.starts_at) as starts_at,
        max(day.ends_at) as ends_at
    from cal_day as day
    where day.site_id in (select scope.site_id from scope)
        and day.day_on >= $from::date
        and day.day_on < $to::date
    group by period_on
),
parts as (
    select
        scope.asset_no as asset_no,
        periods.period_on as on_date,
        date_diff('second', greatest(periods.starts_at, scope.observed_from),
            least(periods.ends_at, scope.observed_to)) as exposure_s,
        0 as unplanned_s, 0 as planned_s, 0 as external_s, 0 as stops
    from scope
    join periods
        on periods.starts_at < scope.observed_to
        and periods.ends_at > scope.observed_from
    union all
    select asset_no, month_on, 0, unplanned_s, planned_s, external_s, 0
    from comp_month
    where month_on >= $month_from::date and month_on < $month_to::date
    union all
    select asset_no, day_on, 0, unplanned_s, planned_s, external_s, 0
    from comp_day
    where (day_on >= $from::date and day_on < $head_to::date)
        or (day_on >= $tail_from::date and day_on < $to::date)
    union all
    select stop.asset_no, $from::date, 0, 0, 0, 0, 1
    from fct_downtime as stop
    join scope on scope.asset_no = stop.asset_no
    join periods
        on stop.started_at < least(periods.ends_at, scope.observed_to)
        and (
            stop.ended_at is null
            or stop.ended_at > greatest(periods.starts_at, scope.observed_from)
            or (
                stop.ended_at = stop.started_at
                and stop.started_at >= greatest(periods.starts_at, scope.observed_from)
            )
        )
    where $by::varchar in ('total', 'asset')
        and (stop.time_class = 'unplanned' or $downtime::varchar = 'all')
        and not stop.is_propagated
),
cells as (
    select
        parts.asset_no as asset_no,
        case $by::varchar
            when 'month' then date_trunc('month', parts.on_date)::date
            when 'week' then date_trunc('week', parts.on_date)::date
            when 'day' then parts.on_date
            else $from::date
        end as period_on,
        sum(parts.exposure_s)::bigint as exposure_s,
        sum(parts.unplanned_s)::bigint as unplanned_s,
        sum(parts.planned_s)::bigint as planned_s,
        sum(parts.external_s)::bigint as external_s,
        sum(parts.stops)::bigint as stops,
        case
            when $downtime::varchar = 'all'
            then sum(parts.unplanned_s + parts.planned_s + parts.external_s)
            else sum(parts.unplanned_s)
        end::bigint as down_s
    from parts
    group by parts.asset_no, period_on
    having sum(parts.exposure_s) > 0
),
groups as (
    select
        case when $by::varchar = 'asset' then cells.asset_no else 0 end as asset_no,
        cells.period_on as period_on,
        count(*) as assets,
        sum(exposure_s)::double / 3600.0 as exposure_h,
        sum(unplanned_s)::double / 3600.0 as unplanned_h,
        sum(planned_s)::double / 3600.0 as planned_h,
        sum(external_s)::double / 3600.0 as external_h,
        sum(down_s)::double / 3600.0 as downtime_h,
        sum(stops) as stops,
        sum(down_s::hugeint * down_s)::double / 3600.0 / 3600.0 as sum_yy,
        sum(down_s::hugeint * exposure_s)::double / 3600.0 / 3600.0 as sum_xy,
        sum(exposure_s::hugeint * exposure_s)::double / 3600.0 / 3600.0 as sum_xx
    from cells
    group by 1, 2
)
select
    coalesce(scope.id, periods.label)::varchar as group_id,
    coalesce(scope.tag, periods.label)::varchar as group_label,
    scope.area::varchar as area,
    periods.period_from::date as period_from,
    periods.period_to::date as period_to,
    groups.assets::integer as asset_count,
    groups.exposure_h,
    groups.unplanned_h,
    groups.planned_h,
    groups.external_h,
    groups.downtime_h,
    case when $by::varchar in ('total', 'asset') then groups.stops end::integer
        as stop_count,
    groups.downtime_h as value,
    groups.sum_yy, groups.sum_xy, groups.sum_xx
from groups
join periods on periods.period_on = groups.period_on
left join scope on scope.asset_no = groups.asset_no and $by::varchar = 'asset'
order by group_label, group_id

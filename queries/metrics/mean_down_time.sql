-- One row per group (whole, month, week or asset): mean hours from start to end of a failure.
-- Effective failures that began in the group and have ended, each with its whole duration; those
-- still open or of unknown duration are left out and counted. Median exact, over the same
-- failures. The sums of squares over assets and over failures feed the interval.
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
            else $from::date
        end as period_on,
        case $by::varchar
            when 'month' then left(min(day.day_on)::varchar, 7)
            when 'week' then strftime(min(day.day_on), '%G-W%V')
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
        0 as failures, 0 as closed, 0 as closed_down_s, 0 as still_open
    from scope
    join periods
        on periods.starts_at < scope.observed_to
        and periods.ends_at > scope.observed_from
    union all
    select asset_no, month_on, 0, failures, closed, closed_down_s, 0
    from comp_month
    where month_on >= $month_from::date and month_on < $month_to::date
    union all
    select asset_no, day_on, 0, failures, closed, closed_down_s, 0
    from comp_day
    where (day_on >= $from::date and day_on < $head_to::date)
        or (day_on >= $tail_from::date and day_on < $to::date)
    union all
    select failure.asset_no, failure.day_on, 0, 0, 0, 0, 1
    from fct_failure as failure
    where failure.is_open and failure.day_on >= $from::date and failure.day_on < $to::date
),
medians as (
    select
        case when $by::varchar = 'asset' then repair.asset_no else 0 end as asset_no,
        case $by::varchar
            when 'month' then date_trunc('month', repair.day_on)::date
            when 'week' then date_trunc('week', repair.day_on)::date
            else $from::date
        end as period_on,
        median(repair.restore_s)::double / 3600.0 as median_h,
        sum(repair.restore_s::hugeint * repair.restore_s)::double / 3600.0 / 3600.0 as event_sum_yy
    from comp_repair as repair
    join scope on scope.asset_no = repair.asset_no
    where repair.day_on >= $from::date
        and repair.day_on < $to::date
    group by 1, 2
),
cells as (
    select
        parts.asset_no as asset_no,
        case $by::varchar
            when 'month' then date_trunc('month', parts.on_date)::date
            when 'week' then date_trunc('week', parts.on_date)::date
            else $from::date
        end as period_on,
        sum(parts.exposure_s)::bigint as exposure_s,
        sum(parts.failures)::bigint as failures,
        sum(parts.closed)::bigint as closed,
        sum(parts.closed_down_s)::bigint as closed_down_s,
        sum(parts.still_open)::bigint as still_open
    from parts
    group by parts.asset_no, period_on
    having sum(parts.exposure_s) > 0
),
groups as (
    select
        case when $by::varchar = 'asset' then cells.asset_no else 0 end as asset_no,
        cells.period_on as period_on,
        count(*) as assets,
        sum(failures) as failures,
        sum(closed) as closed,
        sum(still_open) as still_open,
        sum(closed_down_s)::double / 3600.0 as hours,
        count(case when closed > 0 then 1 end) as clusters,
        sum(closed_down_s::hugeint * closed_down_s)::double / 3600.0 / 3600.0 as sum_yy,
        sum(closed::hugeint * closed_down_s)::double / 3600.0 as sum_xy,
        sum(closed * closed)::double as sum_xx
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
    groups.failures::integer as failure_count,
    groups.closed::integer as closed_count,
    groups.still_open::integer as open_excluded,
    (groups.failures - groups.closed - groups.still_open)::integer as undated_count,
    groups.hours as closed_down_h,
    groups.hours / nullif(groups.closed, 0)::double as value,
    medians.median_h,
    groups.clusters::integer as cluster_count,
    groups.sum_yy, groups.sum_xy, groups.sum_xx,
    medians.event_sum_yy
from groups
join periods on periods.period_on = groups.period_on
left join scope on scope.asset_no = groups.asset_no and $by::varchar = 'asset'
left join medians
    on medians.asset_no = groups.asset_no and medians.period_on = groups.period_on
order by group_label, group_id

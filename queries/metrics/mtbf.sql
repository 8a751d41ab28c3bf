-- One row per group (whole, month, week or asset): hours of operation for each failure.
-- Exposure is calendar time under observation; of stops only the union of unplanned ones is taken
-- off. A failure counts where it starts. Sums of squares over assets feed the interval, scores
-- (twice the seconds from the middle of an asset's watch) the trend test; failures already running
-- when watching began have no score. Assets without exposure of their own are left out.
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
        0 as unplanned_s, 0 as failures, 0 as scored, 0 as score
    from scope
    join periods
        on periods.starts_at < scope.observed_to
        and periods.ends_at > scope.observed_from
    union all
    select asset_no, month_on, 0, unplanned_s, failures, 0, 0
    from comp_month
    where month_on >= $month_from::date and month_on < $month_to::date
    union all
    select asset_no, day_on, 0, unplanned_s, failures, 0, 0
    from comp_day
    where (day_on >= $from::date and day_on < $head_to::date)
        or (day_on >= $tail_from::date and day_on < $to::date)
    union all
    select
        failure.asset_no, failure.day_on, 0, 0, 0, 1,
        date_diff('second', greatest(periods.starts_at, scope.observed_from),
            coalesce(failure.started_at, day.starts_at))
        - date_diff('second', coalesce(failure.started_at, day.ends_at),
            least(periods.ends_at, scope.observed_to))
    from fct_failure as failure
    join scope on scope.asset_no = failure.asset_no
    join cal_day as day on day.site_id = scope.site_id and day.day_on = failure.day_on
    join periods
        on failure.day_on >= periods.period_from
        and failure.day_on < periods.period_to
    where failure.day_on >= $from::date
        and failure.day_on < $to::date
        and coalesce(failure.began_at = failure.started_at, true)
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
        sum(parts.unplanned_s)::bigint as unplanned_s,
        sum(parts.failures)::bigint as failures,
        sum(parts.scored)::bigint as scored,
        sum(parts.score)::bigint as score,
        sum(parts.exposure_s - parts.unplanned_s)::bigint as up_s
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
        sum(unplanned_s)::double / 3600.0 as downtime_h,
        sum(up_s)::double / 3600.0 as operating_h,
        sum(failures) as failures,
        sum(failures * failures)::double as sum_yy,
        sum(failures::hugeint * up_s)::double / 3600.0 as sum_xy,
        sum(up_s::hugeint * up_s)::double / 3600.0 / 3600.0 as sum_xx,
        sum((3600.0 * failures * failures / exposure_s)::decimal(38, 12))::double as sum_yy_per_e,
        sum((3600.0 / exposure_s)::decimal(38, 12))::double as sum_per_e,
        sum(scored) as scored,
        count(case when scored > 0 then 1 end) as scored_assets,
        sum(score)::double / 7200.0 as score_h,
        sum((scored * (exposure_s / 3600.0) * (exposure_s / 3600.0))::decimal(38, 12))::double
            as scale_hh,
        sum(((score / 7200.0) * (score / 7200.0))::decimal(38, 12))::double as score_hh
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
    groups.downtime_h,
    groups.operating_h,
    groups.failures::integer as failure_count,
    groups.operating_h / nullif(groups.failures, 0)::double as value,
    groups.sum_yy, groups.sum_xy, groups.sum_xx,
    groups.sum_yy_per_e, groups.sum_per_e,
    groups.scored::integer as trend_count, groups.scored_assets::integer as trend_asset_count,
    groups.score_h as trend_score_h,
    groups.scale_hh as trend_scale_hh,
    groups.score_hh as trend_score_hh
from groups
join periods on periods.period_on = groups.period_on
left join scope on scope.asset_no = groups.asset_no and $by::varchar = 'asset'
order by group_label, group_id

-- One row per group (the whole, a month or an asset): hours of operation for each failure.
-- Exposure is calendar time under observation; of stops only the union of unplanned ones is taken
-- off. A failure counts where it starts. Sums of squares over assets feed the interval, scores
-- (in half seconds from the middle of an asset's watch) the trend test; failures that were already
-- running when watching began have no score. Assets without exposure of their own are left out.
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
        case when $by::varchar = 'month' then left(day.day_on::varchar, 7) else '' end as period_id,
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
    select asset_no, month_on as on_date, unplanned_s, failures
    from comp_month
    where month_on >= $month_from::date and month_on < $month_to::date
    union all
    select asset_no, day_on as on_date, unplanned_s, failures
    from comp_day
    where (day_on >= $from::date and day_on < $head_to::date)
        or (day_on >= $tail_from::date and day_on < $to::date)
),
sums as (
    select
        parts.asset_no as asset_no,
        case
            when $by::varchar = 'month' then left(parts.on_date::varchar, 7) else ''
        end as period_id,
        sum(parts.unplanned_s)::bigint as unplanned_s,
        sum(parts.failures)::bigint as failures
    from parts
    group by parts.asset_no, period_id
),
scores as (
    select
        watch.asset_no as asset_no,
        watch.period_id as period_id,
        count(*) as failures,
        sum(
            date_diff('second', watch.from_at, coalesce(failure.started_at, day.starts_at))
            + date_diff('second', watch.from_at, coalesce(failure.started_at, day.ends_at))
            - date_diff('second', watch.from_at, watch.to_at)
        )::bigint as score
    from fct_failure as failure
    join scope on scope.asset_no = failure.asset_no
    join cal_day as day on day.site_id = scope.site_id and day.day_on = failure.day_on
    join watch
        on watch.asset_no = failure.asset_no
        and watch.period_id
            = case when $by::varchar = 'month' then left(failure.day_on::varchar, 7) else '' end
    where failure.day_on >= $from::date
        and failure.day_on < $to::date
        and coalesce(failure.began_at = failure.started_at, true)
    group by watch.asset_no, watch.period_id
),
cells as (
    select
        watch.asset_no as asset_no,
        watch.period_id as period_id,
        date_diff('second', watch.from_at, watch.to_at) as exposure_s,
        coalesce(sums.unplanned_s, 0) as down_s,
        date_diff('second', watch.from_at, watch.to_at) - coalesce(sums.unplanned_s, 0) as up_s,
        coalesce(sums.failures, 0) as failures,
        coalesce(scores.failures, 0) as scored,
        coalesce(scores.score, 0) as score
    from watch
    left join sums on sums.asset_no = watch.asset_no and sums.period_id = watch.period_id
    left join scores on scores.asset_no = watch.asset_no and scores.period_id = watch.period_id
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
    sum(cells.down_s)::double / 3600.0 as downtime_h,
    sum(cells.up_s)::double / 3600.0 as operating_h,
    sum(cells.failures)::integer as failure_count,
    sum(cells.up_s)::double / 3600.0 / nullif(sum(cells.failures), 0)::double as value,
    sum(cells.failures * cells.failures)::double as sum_yy,
    sum(cells.failures * cells.up_s)::double / 3600.0 as sum_xy,
    sum(cells.up_s * cells.up_s)::double / 3600.0 / 3600.0 as sum_xx,
    sum((3600.0 * cells.failures * cells.failures / cells.exposure_s)::decimal(38, 12))::double
        as sum_yy_per_e,
    sum((3600.0 / cells.exposure_s)::decimal(38, 12))::double as sum_per_e,
    sum(cells.scored)::integer as trend_count,
    count(case when cells.scored > 0 then 1 end)::integer as trend_asset_count,
    sum(cells.score)::double / 7200.0 as trend_score_h,
    sum((cells.scored * (cells.exposure_s / 3600.0) * (cells.exposure_s / 3600.0))::decimal(38, 12))
        ::double as trend_scale_hh,
    sum(((cells.score / 7200.0) * (cells.score / 7200.0))::decimal(38, 12))::double
        as trend_score_hh
from cells
join scope on scope.asset_no = cells.asset_no
join periods on periods.period_id = cells.period_id
join dim_source as source on source.source_id = $source::varchar
group by 1, 2
order by group_label, group_id

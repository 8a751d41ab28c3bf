-- One row per group (the whole, a month or an asset): the share of failures that came again.
-- A failure is a repeat when one of the same asset and mode (or text, where no mode is coded) ended
-- at most `within_days` before it, also before the period. One whose asset was not watched as long
-- before it is unknown and left out, repeat or not (to count only its repeats would bias the
-- share), as is one without mode and text. Where only days are known, gaps are rounded to days.
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
events as (
    select
        failure.failure_id as failure_id,
        failure.asset_no as asset_no,
        failure.day_on as day_on,
        failure.recurrence_key as recurrence_key,
        coalesce(failure.started_at, day.starts_at) as at_or_day,
        failure.recurrence_key is not null
            and failure.previous_same_at is not null
            and date_diff(
                'second', failure.previous_same_at, coalesce(failure.started_at, day.starts_at)
            ) <= $within_days::integer * 86400
                + case when failure.started_at is null then 43200 else 0 end as is_repeat,
        date_diff(
            'second', scope.observed_from, coalesce(failure.started_at, day.starts_at)
        ) >= $within_days::integer * 86400 as is_watched
    from fct_failure as failure
    join scope on scope.asset_no = failure.asset_no
    join cal_day as day on day.site_id = scope.site_id and day.day_on = failure.day_on
    where failure.day_on >= $from::date
        and failure.day_on < $to::date
),
sums as (
    select
        events.asset_no as asset_no,
        case when $by::varchar = 'month' then left(events.day_on::varchar, 7) else '' end
            as period_id,
        count(*) as failures,
        count(case when events.is_watched and events.is_repeat then 1 end) as repeats,
        count(case
            when events.is_watched and not events.is_repeat and events.recurrence_key is not null
            then 1
        end) as firsts,
        count(case when events.recurrence_key is null then 1 end) as no_keys
    from events
    group by events.asset_no, period_id
),
cells as (
    select
        watch.asset_no as asset_no,
        watch.period_id as period_id,
        coalesce(sums.failures, 0) as failures,
        coalesce(sums.repeats, 0) as repeats,
        coalesce(sums.firsts, 0) as firsts,
        coalesce(sums.no_keys, 0) as no_keys,
        coalesce(sums.repeats + sums.firsts, 0) as known
    from watch
    left join sums on sums.asset_no = watch.asset_no and sums.period_id = watch.period_id
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
    sum(cells.failures)::integer as failure_count,
    sum(cells.repeats)::integer as repeat_count,
    sum(cells.firsts)::integer as first_count,
    sum(cells.known)::integer as known_count,
    sum(cells.failures - cells.known - cells.no_keys)::integer as unknown_count,
    sum(cells.no_keys)::integer as no_key_count,
    sum(cells.repeats)::double / nullif(sum(cells.known), 0)::double as value,
    count(case when cells.known > 0 then 1 end)::integer as cluster_count,
    sum(cells.repeats * cells.repeats)::double as sum_yy,
    sum(cells.repeats * cells.known)::double as sum_xy,
    sum(cells.known * cells.known)::double as sum_xx
from cells
join scope on scope.asset_no = cells.asset_no
join periods on periods.period_id = cells.period_id
join dim_source as source on source.source_id = $source::varchar
group by 1, 2
order by group_label, group_id

-- One row per group (whole, month, week or asset): the share of failures that came again.
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
events as (
    select
        failure.asset_no as asset_no,
        failure.day_on as day_on,
        failure.recurrence_key as recurrence_key,
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
parts as (
    select
        scope.asset_no as asset_no,
        periods.period_on as on_date,
        date_diff('second', greatest(periods.starts_at, scope.observed_from),
            least(periods.ends_at, scope.observed_to)) as exposure_s,
        0 as failures, 0 as repeats, 0 as firsts, 0 as no_keys
    from scope
    join periods
        on periods.starts_at < scope.observed_to
        and periods.ends_at > scope.observed_from
    union all
    select
        events.asset_no, events.day_on, 0, 1,
        (events.is_watched and events.is_repeat)::integer,
        (
            events.is_watched and not events.is_repeat and events.recurrence_key is not null
        )::integer,
        (events.recurrence_key is null)::integer
    from events
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
        sum(parts.repeats)::bigint as repeats,
        sum(parts.firsts)::bigint as firsts,
        sum(parts.no_keys)::bigint as no_keys,
        sum(parts.repeats + parts.firsts)::bigint as known
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
        sum(repeats) as repeats,
        sum(firsts) as firsts,
        sum(no_keys) as no_keys,
        sum(known) as known,
        count(case when known > 0 then 1 end) as clusters,
        sum(repeats * repeats)::double as sum_yy,
        sum(repeats * known)::double as sum_xy,
        sum(known * known)::double as sum_xx
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
    groups.repeats::integer as repeat_count,
    groups.firsts::integer as first_count,
    groups.known::integer as known_count,
    (groups.failures - groups.known - groups.no_keys)::integer as unknown_count,
    groups.no_keys::integer as no_key_count,
    groups.repeats::double / nullif(groups.known, 0)::double as value,
    groups.clusters::integer as cluster_count,
    groups.sum_yy, groups.sum_xy, groups.sum_xx
from groups
join periods on periods.period_on = groups.period_on
left join scope on scope.asset_no = groups.asset_no and $by::varchar = 'asset'
order by group_label, group_id

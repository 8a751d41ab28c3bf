-- One row per chain with a repeat in the period: failures of one asset and one mode (or text, where
-- no mode is coded), each at most `within_days` after the end of the one before. The chain is shown
-- from its first failure, also before the period, to the end of the period. Longest first, at most
-- `row_limit` of them; the counts beside them are of all, on a row without chain when there is
-- none. A failure whose asset was not watched for `within_days` before may be a repeat unseen.
-- An open one lasts to the end of the period, or of the observation if that comes first.
with scope as (
    select
        asset.asset_no as asset_no,
        asset.id::varchar as id,
        asset.tag as tag,
        asset.name as name,
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
            'second', failure.previous_same_at, coalesce(failure.started_at, day.starts_at)
        ) as gap_s,
        date_diff(
            'second', scope.observed_from, coalesce(failure.started_at, day.starts_at)
        ) >= $within_days::integer * 86400 as is_watched,
        failure.is_open as is_open,
        case
            when failure.is_open
                then date_diff(
                    'second', failure.began_at, least(scope.observed_to, period.ends_at)
                )
            else failure.down_s
        end as down_s,
        failure.cost as cost
    from fct_failure as failure
    join scope on scope.asset_no = failure.asset_no
    join cal_day as day on day.site_id = scope.site_id and day.day_on = failure.day_on
    join (
        select site_id, max(ends_at) as ends_at from cal_day where day_on < $to::date group by 1
    ) as period on period.site_id = scope.site_id
    where failure.day_on < $to::date
),
numbered as (
    select
        events.*,
        sum(case when events.is_repeat then 0 else 1 end) over (
            partition by events.asset_no, events.recurrence_key
            order by events.at_or_day, events.failure_id
            rows between unbounded preceding and current row
        ) as chain_no
    from events
    where events.recurrence_key is not null
),
chains as (
    select
        numbered.asset_no as asset_no,
        numbered.recurrence_key as recurrence_key,
        numbered.chain_no as chain_no,
        min(case when not numbered.is_repeat then numbered.failure_id::varchar end) as first_id,
        count(*) as failures,
        count(
            case when numbered.is_repeat and numbered.day_on >= $from::date then 1 end
        ) as repeats,
        min(numbered.day_on) as first_on,
        max(numbered.day_on) as last_on,
        min(case when numbered.is_repeat then numbered.gap_s end) as shortest_s,
        sum(numbered.down_s) as down_s,
        count(case when numbered.is_open then 1 end) as open_count,
        sum(numbered.cost) as total_cost
    from numbered
    group by numbered.asset_no, numbered.recurrence_key, numbered.chain_no
),
totals as (
    select
        count(*) as began,
        count(case when events.recurrence_key is null then 1 end) as no_keys,
        count(
            case
                when events.recurrence_key is not null
                    and not events.is_repeat
                    and not events.is_watched
                then 1
            end
        ) as unknown,
        count(case when events.is_repeat then 1 end) as repeats,
        (select count(*) from chains where chains.repeats > 0) as listed
    from events
    where events.day_on >= $from::date
    having count(*) > 0
)
select
    chains.first_id::varchar as group_id,
    (scope.tag || ': ' || chains.recurrence_key)::varchar as group_label,
    scope.id::varchar as asset_id,
    scope.tag::varchar as asset_tag,
    scope.name::varchar as asset_name,
    scope.area::varchar as area,
    chains.recurrence_key::varchar as recurrence_key,
    chains.failures::integer as failure_count,
    chains.repeats::integer as repeat_count,
    chains.first_on::date as first_on,
    chains.last_on::date as last_on,
    greatest(chains.shortest_s, 0)::double / 86400.0 as shortest_gap_d,
    chains.down_s::double / 3600.0 as downtime_h,
    chains.open_count::integer as open_count,
    chains.total_cost::double as cost,
    chains.failures::double as value,
    totals.listed::integer as list_count,
    totals.repeats::integer as total_repeats,
    totals.began::integer as began_count,
    totals.no_keys::integer as no_key_count,
    totals.unknown::integer as unknown_count
from totals
left join chains on chains.repeats > 0
left join scope on scope.asset_no = chains.asset_no
order by chains.failures desc nulls last, chains.repeats desc, chains.last_on desc, chains.first_id
limit $row_limit::bigint

-- One row per failure (`part` is record) and one per status with its count (`part` is total): the
-- failures of the chains with a repeat in the period, from the first of each chain on, and those
-- of the period that are in no such chain, left out with the reason as their status. `group` asks
-- for one chain, by the id of its first failure. The counted that are no repeat begin a chain each.
-- The gap runs from the end (else the start) of the last failure of the same asset and kind.
with scope as (
    select
        asset.asset_no as asset_no,
        asset.id::varchar as id,
        asset.tag as tag,
        asset.name as name,
        asset.area as area,
        asset.is_counted as is_counted,
        asset.observed_from as observed_from, asset.observed_to as observed_to
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
events as (
    select
        failure.*,
        case when failure.is_open
            then date_diff(
                'second', failure.began_at, least(scope.observed_to, period.ends_at)
            ) else failure.down_s end as lost_s,
        coalesce(failure.started_at, day.starts_at) as at_or_day,
        date_diff(
            'second', failure.previous_same_at, coalesce(failure.started_at, day.starts_at)
        ) as gap_s,
        coalesce(gap_s <= $within_days::integer * 86400
            + case when failure.started_at is null then 43200 else 0 end, false) as is_repeat,
        date_diff(
            'second', scope.observed_from, coalesce(failure.started_at, day.starts_at)
        ) >= $within_days::integer * 86400 as is_watched
    from fct_failure as failure
    join scope on scope.asset_no = failure.asset_no
    join dim_source as source on source.source_id = failure.source_id
    join cal_day as day on day.site_id = source.site_id and day.day_on = failure.day_on
    join (select site_id, max(ends_at) as ends_at from cal_day where day_on < $to::date group by 1)
        as period on period.site_id = source.site_id
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
),
chained as (
    select
        numbered.*,
        min(case when not numbered.is_repeat then numbered.failure_id::varchar end) over chain
            as first_id,
        count(
            case when numbered.is_repeat and numbered.day_on >= $from::date then 1 end
        ) over chain as repeats
    from numbered
    window chain as (
        partition by numbered.asset_no, numbered.recurrence_key, numbered.chain_no
    )
),
records as (
    select
        chained.record_id as record_id, chained.basis as record_kind,
        chained.failure_id as failure_id, scope.id as asset_id, scope.tag as asset_tag,
        scope.name as asset_name, scope.area as area, chained.day_on as day_on,
        chained.started_at as started_at, chained.restored_at as ended_at,
        'unplanned' as record_class, chained.mode as reason, chained.title as title,
        chained.recurrence_key as recurrence_key, chained.previous_same_at as previous_same_at,
        chained.gap_s as gap_s, chained.down_s as duration_s,
        case when scope.is_counted then chained.lost_s end as down_s, chained.cost as cost,
        chained.is_repeat as is_repeat,
        coalesce(chained.started_at::varchar, chained.day_on::varchar)
            || ' ' || chained.failure_id::varchar as sort_key,
        case
            when not scope.is_counted then 'asset_not_counted'
            when chained.recurrence_key is null then 'no_mode_or_text'
            when chained.repeats > 0 then 'counted'
            when chained.is_watched then 'no_chain'
            else 'history_too_short'
        end as status
    from chained
    join scope on scope.asset_no = chained.asset_no
    where (chained.day_on >= $from::date or (scope.is_counted and chained.repeats > 0))
        and ($group::varchar = '' or chained.first_id = $group::varchar)
),
page as (
    select records.*, row_number() over (order by records.sort_key) as row_no
    from records
    where records.sort_key > $after::varchar
        and ($show::varchar in ('all', records.status)
            or ($show::varchar = 'left_out' and records.status <> 'counted'))
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
    page.recurrence_key::varchar as recurrence_key,
    page.is_repeat::boolean as is_repeat,
    page.previous_same_at::timestamp as previous_same_at,
    page.gap_s::double / 86400.0 as gap_d,
    page.duration_s::double / 3600.0 as record_h,
    page.down_s::double / 3600.0 as down_h,
    page.cost::double as cost,
    null::varchar as record_url, null::integer as run_no, null::integer as line,
    page.sort_key::varchar as sort_key
from page
where page.row_no <= $page_rows::bigint
union all
select
    'total',
    records.status,
    count(*)::integer,
    null, null, null, null, null, null, null, null, null, null, null, null,
    null, null, null, null, null,
    sum(records.duration_s)::double / 3600.0,
    sum(records.down_s)::double / 3600.0,
    sum(records.cost)::double,
    null, null, null,
    ''
from records
group by records.status
order by part, sort_key, status

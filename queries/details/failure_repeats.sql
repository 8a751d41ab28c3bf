-- One row per failure (`part` is record) and one per status with its count (`part` is total):
-- the failures that began in the period. Those whose asset was watched for `within_days` before are
-- counted, as repeat or not; the others, and those without mode and text, are left out as such.
-- The gap runs from the end (else the start) of the last failure of the same asset and kind.
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
keyed as (
    select
        failure.*,
        date_diff(
            'second', failure.previous_same_at, coalesce(failure.started_at, day.starts_at)
        ) as gap_s,
        date_diff(
            'second', scope.observed_from, coalesce(failure.started_at, day.starts_at)
        ) >= $within_days::integer * 86400 as is_watched,
        $within_days::integer * 86400
            + case when failure.started_at is null then 43200 else 0 end as window_s
    from fct_failure as failure
    join scope on scope.asset_no = failure.asset_no
    join dim_source as source on source.source_id = failure.source_id
    join cal_day as day on day.site_id = source.site_id and day.day_on = failure.day_on
    where failure.day_on >= $from::date
        and failure.day_on < $to::date
),
records as (
    select
        keyed.record_id as record_id, keyed.basis as record_kind, keyed.failure_id as failure_id,
        scope.id as asset_id, scope.tag as asset_tag, scope.name as asset_name, scope.area as area,
        keyed.day_on as day_on, keyed.started_at as started_at, keyed.restored_at as ended_at,
        'unplanned' as record_class, keyed.mode as reason, keyed.title as title,
        keyed.recurrence_key as recurrence_key, keyed.previous_same_at as previous_same_at,
        keyed.gap_s as gap_s, keyed.down_s as duration_s,
        case when scope.is_counted then keyed.down_s end as down_s,
        keyed.cost as cost, null as record_url, null as run_no, null as line,
        coalesce(keyed.gap_s <= keyed.window_s, false) as is_repeat,
        coalesce(keyed.started_at::varchar, keyed.day_on::varchar)
            || ' ' || keyed.failure_id::varchar as sort_key,
        case
            when not scope.is_counted then 'asset_not_counted'
            when keyed.recurrence_key is null then 'no_mode_or_text'
            when keyed.is_watched then 'counted'
            else 'history_too_short'
        end as status
    from keyed
    join scope on scope.asset_no = keyed.asset_no
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
    page.recurrence_key::varchar as recurrence_key,
    page.is_repeat::boolean as is_repeat,
    page.previous_same_at::timestamp as previous_same_at,
    page.gap_s::double / 86400.0 as gap_d,
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
    null, null, null, null, null,
    sum(records.duration_s)::double / 3600.0,
    sum(records.down_s)::double / 3600.0,
    sum(records.cost)::double,
    null, null, null,
    ''
from records
group by records.status
order by part, sort_key, status

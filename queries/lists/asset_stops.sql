-- One row per stop of one asset that touches the days [from, to) of its site, planned ones
-- included; stops below it in the hierarchy are not. Latest first; at most $page_rows rows, with
-- the number of all of them on every row. Assets of sites the reader may not see have no rows.
with span as (
    select
        day.site_id as site_id,
        min(day.starts_at) as starts_at,
        max(day.ends_at) as ends_at
    from cal_day as day
    where day.day_on >= $from::date
        and day.day_on < $to::date
    group by day.site_id
)
select
    stop.id::varchar as id,
    stop.source_key::varchar as source_key,
    stop.started_at::timestamp as started_at,
    stop.ended_at::timestamp as ended_at,
    stop.announced_end_at::timestamp as announced_end_at,
    stop.duration_s::double / 3600.0 as duration_h,
    stop.time_class::varchar as time_class,
    stop.reason_raw::varchar as reason_raw,
    stop.failure_id::varchar as failure_id,
    stop.record_url::varchar as record_url,
    stop.run_no::integer as run_no,
    stop.line::integer as line,
    count(*) over ()::integer as total_count
from fct_downtime as stop
join dim_asset as asset
    on asset.asset_no = stop.asset_no
join allowed_site as allowed
    on allowed.site_id = asset.site_id
join span
    on span.site_id = asset.site_id
where asset.id::varchar = $asset::varchar
    and stop.started_at < span.ends_at
    and (stop.ended_at is null or stop.ended_at > span.starts_at)
qualify row_number() over (order by stop.started_at desc, stop.id) <= $page_rows::bigint
order by stop.started_at desc, stop.id

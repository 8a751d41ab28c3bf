-- One row per work order. `day_on` is the site's day on which it was reported; an order of which
-- only that day is known has no `reported_at`. Exact copies of a row are kept and flagged.
select
    entity_id(orders.source_id, 'work_order', orders.key) as id,
    orders.source_id as source_id,
    orders.key as source_key,
    dim_asset.site_id as site_id,
    orders.asset_no as asset_no,
    orders.number as number,
    orders.title as title,
    orders.description as description,
    text_key(orders.title) as text_key,
    orders.work_class as work_class,
    orders.work_class_raw as work_class_raw,
    orders.is_failure as is_failure,
    orders.status_raw as status_raw,
    orders.status_class as status_class,
    orders.priority_raw as priority_raw,
    orders.reported_at as reported_at,
    coalesce(
        orders.reported_on,
        local_day(orders.reported_at, cal_utc.day_on, cal_utc.turn_1, cal_utc.turn_2)
    ) as reported_on,
    orders.started_at as started_at,
    orders.ended_at as ended_at,
    orders.done_at as done_at,
    orders.closed_at as closed_at,
    orders.due_on as due_on,
    orders.mode as mode,
    orders.mechanism as mechanism,
    orders.cause as cause,
    orders.labor_s as labor_s,
    orders.estimated_s as estimated_s,
    orders.cost as cost,
    case
        when orders.cost is not null then coalesce(orders.currency, ref_site.currency)
    end as currency,
    ref_feed.is_keyed_by_content and not suffix(orders.key, '#1') as is_duplicate,
    coalesce(
        orders.reported_on,
        local_day(orders.reported_at, cal_utc.day_on, cal_utc.turn_1, cal_utc.turn_2)
    ) as day_on,
    orders.parent_number as parent_number,
    orders.record_url as record_url,
    orders.run_no as run_no,
    orders.line as line
from int_live_work_order as orders
join dim_asset on dim_asset.asset_no = orders.asset_no
join ref_site on ref_site.site_id = dim_asset.site_id
join ref_feed on ref_feed.source_id = orders.source_id and ref_feed.feed = orders.feed
left join cal_utc
    on cal_utc.site_id = dim_asset.site_id and cal_utc.utc_on = orders.reported_at::date

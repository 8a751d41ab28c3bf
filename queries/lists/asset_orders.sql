-- One row per work order of one asset reported on the days [from, to) of its site; orders of
-- assets below it are not. Latest first; at most $page_rows rows, with the number of all of them
-- on every row. Assets of sites the reader may not see have no rows.
select
    wo.id::varchar as id,
    wo.source_key::varchar as source_key,
    wo.number::varchar as number,
    wo.title::varchar as title,
    wo.work_class::varchar as work_class,
    wo.is_failure::boolean as is_failure,
    wo.day_on::date as day_on,
    wo.mode::varchar as mode,
    wo.cost::double as cost,
    wo.currency::varchar as currency,
    wo.is_duplicate::boolean as is_duplicate,
    wo.record_url::varchar as record_url,
    wo.run_no::integer as run_no,
    wo.line::integer as line,
    count(*) over ()::integer as total_count
from fct_work_order as wo
join dim_asset as asset
    on asset.asset_no = wo.asset_no
join allowed_site as allowed
    on allowed.site_id = asset.site_id
where asset.id::varchar = $asset::varchar
    and wo.day_on >= $from::date
    and wo.day_on < $to::date
qualify row_number() over (order by wo.day_on desc, wo.id) <= $page_rows::bigint
order by wo.day_on desc, wo.id

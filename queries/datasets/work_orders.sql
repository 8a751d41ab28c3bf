-- One row per work order of one source of a site, reported in the period; all of them when the
-- period is open. Exact copies of a row are kept and flagged. `line` and `run_no` say where in
-- which extraction it stands.
select
    fact.id::varchar as work_order_id,
    site.code::varchar as site,
    fact.source_id::varchar as source,
    asset.id::varchar as asset_id,
    asset.tag::varchar as asset_tag,
    asset.name::varchar as asset_name,
    asset.area::varchar as area,
    asset.equipment_class::varchar as equipment_class,
    fact.source_key::varchar as source_key,
    fact.number::varchar as number,
    fact.title::varchar as title,
    fact.description::varchar as description,
    fact.text_key::varchar as text_key,
    fact.work_class::varchar as work_class,
    fact.work_class_raw::varchar as work_class_raw,
    fact.is_failure::boolean as is_failure,
    fact.status_raw::varchar as status_raw,
    fact.status_class::varchar as status_class,
    fact.priority_raw::varchar as priority_raw,
    fact.reported_at::timestamp as reported_at,
    fact.reported_on::date as reported_on,
    fact.started_at::timestamp as started_at,
    fact.ended_at::timestamp as ended_at,
    fact.done_at::timestamp as done_at,
    fact.closed_at::timestamp as closed_at,
    fact.due_on::date as due_on,
    fact.mode::varchar as mode,
    fact.mechanism::varchar as mechanism,
    fact.cause::varchar as cause,
    fact.labor_s::bigint as labor_s,
    fact.estimated_s::bigint as estimated_s,
    fact.cost::double as cost,
    fact.currency::varchar as currency,
    fact.is_duplicate::boolean as is_duplicate,
    fact.parent_number::varchar as parent_number,
    fact.record_url::varchar as record_url,
    fact.run_no::integer as run_no,
    fact.line::integer as line
from fct_work_order as fact
join allowed_site as allowed on allowed.site_id = fact.site_id
join dim_site as site on site.site_id = fact.site_id
join dim_asset as asset on asset.asset_no = fact.asset_no
where site.code = $site::varchar
    and fact.source_id = $source::varchar
    and coalesce(fact.day_on, date '0001-01-01') >= $from::date
    and coalesce(fact.day_on, date '0001-01-01') < $to::date
    and ($asset::varchar = '' or fact.asset_no in (
        select below.asset_no
        from closure as below
        join dim_asset as node on node.asset_no = below.ancestor_no
        where node.id::varchar = $asset::varchar
    ))
order by fact.day_on, fact.reported_at, fact.id
limit $row_limit::bigint

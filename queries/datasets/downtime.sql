-- One row per downtime record of one source of a site that started in the period; all of them when
-- the period is open. Durations are what the source says, start to end; overlaps are not merged
-- here. `failure_id` is the effective failure a record is part of. No end: still open.
select
    fact.id::varchar as downtime_id,
    site.code::varchar as site,
    fact.source_id::varchar as source,
    asset.id::varchar as asset_id,
    asset.tag::varchar as asset_tag,
    asset.name::varchar as asset_name,
    asset.area::varchar as area,
    asset.equipment_class::varchar as equipment_class,
    fact.source_key::varchar as source_key,
    fact.started_at::timestamp as started_at,
    fact.ended_at::timestamp as ended_at,
    fact.announced_end_at::timestamp as announced_end_at,
    fact.day_on::date as started_on,
    fact.duration_s::bigint as duration_s,
    (fact.ended_at is null)::boolean as is_open,
    fact.time_class::varchar as time_class,
    fact.reason_raw::varchar as reason_raw,
    fact.mode::varchar as mode,
    fact.work_order_number::varchar as work_order_number,
    fact.failure_id::varchar as failure_id,
    fact.is_propagated::boolean as is_propagated,
    fact.record_url::varchar as record_url,
    fact.run_no::integer as run_no,
    fact.line::integer as line
from fct_downtime as fact
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
order by fact.started_at, fact.id
limit $row_limit::bigint

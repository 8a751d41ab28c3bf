-- One row per effective failure of one source of a site that began in the period; all of them when
-- the period is open. Overlapping or touching unplanned stops of one asset are one failure.
-- `started_at` is null where only the day is known, `restored_at` while open or not recorded.
select
    fact.failure_id::varchar as failure_id,
    site.code::varchar as site,
    fact.source_id::varchar as source,
    asset.id::varchar as asset_id,
    asset.tag::varchar as asset_tag,
    asset.name::varchar as asset_name,
    asset.area::varchar as area,
    asset.equipment_class::varchar as equipment_class,
    fact.basis::varchar as basis,
    fact.day_on::date as started_on,
    fact.started_at::timestamp as started_at,
    fact.restored_at::timestamp as restored_at,
    fact.is_open::boolean as is_open,
    fact.down_s::bigint as down_s,
    fact.mode::varchar as mode,
    fact.mechanism::varchar as mechanism,
    fact.cause::varchar as cause,
    fact.title::varchar as title,
    fact.text_key::varchar as text_key,
    fact.recurrence_key::varchar as recurrence_key,
    fact.record_id::varchar as record_id,
    fact.record_count::integer as record_count,
    fact.previous_failure_id::varchar as previous_failure_id,
    fact.previous_ended_at::timestamp as previous_ended_at,
    fact.previous_same_at::timestamp as previous_same_at,
    fact.cost::double as cost,
    site.currency::varchar as currency,
    fact.is_clipped::boolean as is_clipped
from fct_failure as fact
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
order by fact.day_on, fact.started_at, fact.failure_id
limit $row_limit::bigint

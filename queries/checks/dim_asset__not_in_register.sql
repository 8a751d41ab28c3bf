-- severity: warn
-- One row per asset that records name and the source's register does not have. It is loaded, and
-- counted like the others. Sources without a register are left out.
select
    dim_asset.source_id as source_id,
    dim_asset.site_id as site_id,
    'asset' as entity,
    'warn' as level,
    dim_asset.tag as subject,
    (
        select count(*) from fct_downtime where fct_downtime.asset_no = dim_asset.asset_no
    )::integer + (
        select count(*) from fct_work_order where fct_work_order.asset_no = dim_asset.asset_no
    )::integer + (
        select count(*) from int_live_failure where int_live_failure.asset_no = dim_asset.asset_no
    )::integer as count,
    null::varchar as detail,
    dim_asset.id as example_id
from dim_asset
join dim_source on dim_source.source_id = dim_asset.source_id
where dim_source.has_register
    and not dim_asset.is_registered
    and dim_asset.hierarchy_level not in ('site', 'area')

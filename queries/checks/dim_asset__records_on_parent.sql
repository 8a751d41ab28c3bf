-- severity: warn
-- One row per node with failures of its own whose time is not counted as exposure, being a place or
-- having assets below it: some sources copy the stops of assets to those above them, so these
-- failures are in no figure. Figures tell how many were left out.
with named as (
    select asset_no, count(*)::integer as record_count from fct_failure group by asset_no
)
select
    dim_asset.source_id as source_id,
    dim_asset.site_id as site_id,
    'asset' as entity,
    'warn' as level,
    dim_asset.tag as subject,
    named.record_count as count,
    null::varchar as detail,
    dim_asset.id as example_id
from named
join dim_asset on dim_asset.asset_no = named.asset_no
where not dim_asset.is_counted

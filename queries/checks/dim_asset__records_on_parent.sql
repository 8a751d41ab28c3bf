-- severity: warn
-- One row per asset that records name and that has assets below it: its failures roll up, but its
-- time is not counted as exposure, which is that of the leaves.
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

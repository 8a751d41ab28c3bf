-- severity: stop
-- One row per asset number or id that stands more than once in dim_asset: every other table counts
-- on one row a node.
select
    min(dim_asset.asset_no) as asset_no,
    dim_asset.id as id,
    count(*) as copies
from dim_asset
group by dim_asset.id
having count(*) > 1
union all
select dim_asset.asset_no, null, count(*)
from dim_asset
group by dim_asset.asset_no
having count(*) > 1

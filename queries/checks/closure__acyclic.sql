-- severity: stop
-- One row per node whose ancestors are not a chain up to exactly one site: it is below itself, is
-- listed twice below a node, or hangs in the air.
with chains as (
    select
        closure.asset_no as asset_no,
        count(*) as steps,
        count(distinct closure.ancestor_no) as ancestors,
        max(closure.depth) as depth,
        count(*) filter (where ancestor.hierarchy_level = 'site' and ancestor.parent_no is null)
        as sites
    from closure
    join dim_asset as ancestor on ancestor.asset_no = closure.ancestor_no
    group by closure.asset_no
)
select
    dim_asset.asset_no as asset_no,
    dim_asset.tag as tag,
    chains.steps as steps,
    chains.ancestors as ancestors,
    chains.sites as sites
from dim_asset
left join chains on chains.asset_no = dim_asset.asset_no
where chains.asset_no is null
    or chains.steps <> chains.ancestors
    or chains.steps <> chains.depth + 1
    or chains.sites <> 1

-- One row per node and ancestor, itself included at depth 0. A roll-up joins it on asset_no, after
-- the figures were summed per asset.
with recursive chain as (
    select int_parent.asset_no as ancestor_no, int_parent.asset_no as asset_no, 0 as depth
    from int_parent
    union all
    select int_parent.parent_no, chain.asset_no, chain.depth + 1
    from chain
    join int_parent on int_parent.asset_no = chain.ancestor_no
    where int_parent.parent_no is not null and chain.depth < 200
)
select
    chain.ancestor_no as ancestor_no,
    chain.asset_no as asset_no,
    chain.depth::integer as depth
from chain
order by chain.ancestor_no, chain.depth, chain.asset_no

-- severity: warn
-- One row per asset whose parent, by its tag, is nowhere in the model: it stands under its area or
-- its site instead.
select
    register.source_id as source_id,
    dim_asset.site_id as site_id,
    'asset' as entity,
    'warn' as level,
    register.tag as subject,
    1 as count,
    register.parent_tag as detail,
    dim_asset.id as example_id
from int_register as register
join dim_asset
    on dim_asset.source_id = register.source_id
    and dim_asset.source_key = register.source_key
    and dim_asset.hierarchy_level not in ('site', 'area')
left join int_asset as node on node.asset_no = dim_asset.asset_no
left join int_asset as parent on parent.asset_no = node.stated_parent_no
where register.parent_tag is not null
    and register.parent_tag <> register.tag
    and parent.asset_no is null

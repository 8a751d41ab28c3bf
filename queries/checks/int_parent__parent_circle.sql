-- severity: warn
-- One row per asset whose chain of parents came back to it, at once or later: its own parent was
-- ignored, so that the hierarchy has a top.
select
    dim_asset.source_id as source_id,
    dim_asset.site_id as site_id,
    'asset' as entity,
    'warn' as level,
    dim_asset.tag as subject,
    1 as count,
    register.parent_tag as detail,
    dim_asset.id as example_id
from int_parent
join dim_asset on dim_asset.asset_no = int_parent.asset_no
left join int_register as register
    on register.source_id = dim_asset.source_id and register.source_key = dim_asset.source_key
where int_parent.is_cut or register.parent_tag = register.tag

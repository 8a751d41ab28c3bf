-- One row per node of the hierarchy: site nodes on top, areas that a register names, and assets.
-- Places hold no exposure of their own; an asset is counted when it is a leaf that was observed.
-- `area` is the name of the nearest node of that level above the asset, or itself.
with named as (
    select
        int_asset.asset_no as asset_no,
        int_asset.kind as kind,
        int_asset.source_id as source_id,
        int_asset.source_key as source_key,
        int_asset.site_id as site_id,
        int_asset.is_registered as is_registered,
        int_parent.parent_no as parent_no,
        coalesce(register.tag, ref_site.code, set_aside.tag, int_asset.source_key) as tag,
        coalesce(
            register.name, ref_site.name, register.tag, set_aside.tag, int_asset.source_key
        ) as name,
        case
            when int_asset.kind = 'asset' then coalesce(register.hierarchy_level, 'equipment')
            else int_asset.kind
        end as hierarchy_level,
        register.description as description,
        register.equipment_class as equipment_class,
        register.criticality as criticality,
        register.commissioned_on as commissioned_on,
        register.decommissioned_on as decommissioned_on,
        register.record_url as record_url
    from int_asset
    join int_parent on int_parent.asset_no = int_asset.asset_no
    left join ref_site
        on ref_site.code = case when int_asset.kind = 'site' then int_asset.source_key end
    left join int_register as register
        on register.source_id = int_asset.source_id
        and register.source_key = case when int_asset.kind = 'asset' then int_asset.source_key end
    left join int_set_aside as set_aside
        on set_aside.source_id = int_asset.source_id
        and set_aside.source_key = case when int_asset.kind = 'asset' then int_asset.source_key end
),

areas as (
    select closure.asset_no as asset_no, arg_min(named.name, closure.depth) as area
    from closure
    join named on named.asset_no = closure.ancestor_no
    where named.hierarchy_level = 'area'
    group by closure.asset_no
),

parents as (select distinct parent_no as asset_no from int_parent where parent_no is not null)

select
    named.asset_no as asset_no,
    entity_id(named.source_id, named.kind, named.source_key) as id,
    named.source_id as source_id,
    named.source_key as source_key,
    named.site_id as site_id,
    named.tag as tag,
    named.name as name,
    named.description as description,
    named.parent_no as parent_no,
    areas.area as area,
    named.hierarchy_level as hierarchy_level,
    named.equipment_class as equipment_class,
    named.criticality as criticality,
    named.commissioned_on as commissioned_on,
    named.decommissioned_on as decommissioned_on,
    int_window.observed_from as observed_from,
    int_window.observed_to as observed_to,
    named.is_registered as is_registered,
    int_window.observed_from is not null
    and parents.asset_no is null
    and named.hierarchy_level not in ('enterprise', 'site', 'area') as is_counted,
    named.record_url as record_url
from named
left join areas on areas.asset_no = named.asset_no
left join parents on parents.asset_no = named.asset_no
left join int_window on int_window.asset_no = named.asset_no
order by named.asset_no

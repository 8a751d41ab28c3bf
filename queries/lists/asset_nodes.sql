-- One row per asset of one site, areas included: its place in the hierarchy and what it is. Assets
-- of sites the reader may not see are left out. Ordered by tag, then by id.
select
    asset.id::varchar as id,
    asset.source_id::varchar as source_id,
    asset.tag::varchar as tag,
    asset.name::varchar as name,
    asset.area::varchar as area,
    parent.id::varchar as parent_id,
    asset.hierarchy_level::varchar as hierarchy_level,
    asset.equipment_class::varchar as equipment_class,
    asset.criticality::varchar as criticality,
    asset.is_registered::boolean as is_registered,
    asset.is_counted::boolean as is_counted
from dim_asset as asset
join dim_site as site
    on site.site_id = asset.site_id
join allowed_site as allowed
    on allowed.site_id = site.site_id
left join dim_asset as parent
    on parent.asset_no = asset.parent_no
where site.code = $site::varchar
order by asset.tag, asset.id

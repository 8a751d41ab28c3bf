-- One row per asset with that id or tag that the reader may see, of any of the reader's sites:
-- what the register says of it and the time its source watched it. A tag may be used at several
-- sites, so there may be several rows; those of the site asked for come first.
select
    asset.id::varchar as id,
    asset.source_id::varchar as source_id,
    asset.source_key::varchar as source_key,
    asset.tag::varchar as tag,
    asset.name::varchar as name,
    asset.description::varchar as description,
    site.code::varchar as site,
    site.name::varchar as site_name,
    site.time_zone::varchar as zone,
    asset.area::varchar as area,
    parent.id::varchar as parent_id,
    parent.tag::varchar as parent_tag,
    parent.name::varchar as parent_name,
    parent.hierarchy_level::varchar as parent_level,
    asset.hierarchy_level::varchar as hierarchy_level,
    asset.equipment_class::varchar as equipment_class,
    asset.criticality::varchar as criticality,
    asset.commissioned_on::date as commissioned_on,
    asset.decommissioned_on::date as decommissioned_on,
    asset.observed_from::timestamp as observed_from,
    asset.observed_to::timestamp as observed_to,
    asset.is_registered::boolean as is_registered,
    asset.is_counted::boolean as is_counted,
    asset.record_url::varchar as record_url,
    (site.code = $site::varchar)::boolean as is_of_site
from dim_asset as asset
join dim_site as site
    on site.site_id = asset.site_id
join allowed_site as allowed
    on allowed.site_id = site.site_id
left join dim_asset as parent
    on parent.asset_no = asset.parent_no
where asset.hierarchy_level <> 'site'
    and (
        asset.id::varchar = lower($asset::varchar)
        or asset.tag = $asset::varchar
    )
order by is_of_site desc, site.code, asset.id
limit 10

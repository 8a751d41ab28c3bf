-- One row per asset of one source that has that id or tag (capitals do not matter), below the node
-- the reader is limited to, if any. How many assets with exposure lie at or below it is counted.
-- An id or exact tag comes first.
select
    asset.id::varchar as id,
    asset.tag::varchar as tag,
    asset.name::varchar as name,
    asset.area::varchar as area,
    asset.hierarchy_level::varchar as hierarchy_level,
    (
        select count(*)
        from closure as below
        join dim_asset as leaf on leaf.asset_no = below.asset_no
        where below.ancestor_no = asset.asset_no and leaf.is_counted
    )::integer as asset_count,
    (
        select count(*)
        from closure as below
        join dim_asset as node on node.asset_no = below.asset_no
        join fct_failure as failure on failure.asset_no = below.asset_no
        where below.ancestor_no = asset.asset_no and not node.is_counted
    )::integer as left_out_count
from dim_asset as asset
join allowed_site as allowed on allowed.site_id = asset.site_id
join dim_site as site on site.site_id = asset.site_id
where site.code = $site::varchar
    and asset.source_id = $source::varchar
    and (asset.id::varchar = $asset::varchar or lower(asset.tag) = lower($asset::varchar))
    and ($root::varchar = '' or asset.asset_no in (
        select below.asset_no
        from closure as below
        join dim_asset as node on node.asset_no = below.ancestor_no
        where node.id::varchar = $root::varchar
    ))
order by (asset.id::varchar = $asset::varchar) desc, (asset.tag = $asset::varchar) desc, asset.id

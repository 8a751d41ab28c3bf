-- One row per asset of a register: the latest version of its record, unless excluded by a mapping
-- rule; where that was refused, the version before it that can be read. When two records
-- carry one tag, references by that tag mean the one seen first.
select
    stg_asset.source_id as source_id,
    stg_asset.key as source_key,
    stg_asset.tag as tag,
    stg_asset.name as name,
    stg_asset.description as description,
    stg_asset.area as area,
    stg_asset.parent_tag as parent_tag,
    stg_asset.hierarchy_level as hierarchy_level,
    stg_asset.equipment_class as equipment_class,
    stg_asset.criticality as criticality,
    stg_asset.commissioned_on as commissioned_on,
    stg_asset.decommissioned_on as decommissioned_on,
    stg_asset.record_url as record_url,
    row_number() over (
        partition by stg_asset.source_id, stg_asset.tag
        order by stg_asset.run_no, stg_asset.position
    ) as tag_rank
from stg_asset
anti join int_refused using (run_no, position)
left join int_kept as kept
    on kept.run_no = stg_asset.run_no and kept.position = stg_asset.position
where (stg_asset.is_latest or kept.run_no is not null) and stg_asset.excluded_reason is null

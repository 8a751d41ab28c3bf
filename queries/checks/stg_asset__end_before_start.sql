-- severity: quarantine
-- One row per asset that leaves service before it enters it.
-- Equal days are allowed: the asset was then never in service.
select
    stg_asset.run_no as run_no,
    stg_asset.position as position,
    stg_asset.line as line,
    stg_asset.key as key,
    stg_asset.is_latest as is_latest,
    'end_before_start' as rule,
    ref_field.column_name as column_name,
    strftime(stg_asset.decommissioned_on, '%Y-%m-%d') as value,
    strftime(stg_asset.commissioned_on, '%Y-%m-%d') as expected
from stg_asset
left join ref_field
    on ref_field.source_id = stg_asset.source_id
    and ref_field.feed = stg_asset.feed
    and ref_field.field = 'decommissioned_on'
where stg_asset.decommissioned_on < stg_asset.commissioned_on and stg_asset.excluded_reason is null

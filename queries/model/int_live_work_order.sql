-- One row per work order that reaches the model, with its asset: the latest version, unless
-- excluded by a mapping rule or refused.
select
    stg_work_order.* exclude (asset, is_latest, excluded_reason, problems),
    int_number.asset_no as asset_no
from stg_work_order
anti join int_refused using (run_no, position)
join int_tag
    on int_tag.source_id = stg_work_order.source_id and int_tag.text = stg_work_order.asset
join int_number
    on int_number.kind = 'asset'
    and int_number.source_id = int_tag.source_id
    and int_number.source_key = int_tag.source_key
where stg_work_order.is_latest and stg_work_order.excluded_reason is null

-- One row per work order that reaches the model, with its asset: the latest version, unless
-- excluded by a mapping rule; where that was refused, the version before it that can be read.
select
    stg_work_order.* exclude (asset, is_latest, deleted_no, excluded_reason, problems),
    int_number.asset_no as asset_no
from stg_work_order
anti join int_refused using (run_no, position)
left join int_kept as kept
    on kept.run_no = stg_work_order.run_no and kept.position = stg_work_order.position
join int_tag
    on int_tag.source_id = stg_work_order.source_id and int_tag.text = stg_work_order.asset
join int_number
    on int_number.kind = 'asset'
    and int_number.source_id = int_tag.source_id
    and int_number.source_key = int_tag.source_key
where (stg_work_order.is_latest or kept.run_no is not null)
    and stg_work_order.excluded_reason is null

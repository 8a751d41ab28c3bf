-- One row per downtime record that reaches the model, with its asset: the latest version, unless
-- excluded by a mapping rule; where that was refused, the version before it that can be read.
select
    stg_downtime.* exclude (asset, is_latest, deleted_no, excluded_reason, problems),
    int_number.asset_no as asset_no
from stg_downtime
anti join int_refused using (run_no, position)
left join int_kept as kept
    on kept.run_no = stg_downtime.run_no and kept.position = stg_downtime.position
join int_tag
    on int_tag.source_id = stg_downtime.source_id and int_tag.text = stg_downtime.asset
join int_number
    on int_number.kind = 'asset'
    and int_number.source_id = int_tag.source_id
    and int_number.source_key = int_tag.source_key
where (stg_downtime.is_latest or kept.run_no is not null) and stg_downtime.excluded_reason is null

-- One row per source and asset text that any record names, in any version: when it was first seen
-- (`seen_no`: run, then position) and whether a record that reaches the model names it.
with mentions as (
    select source_id, asset, run_no, position, is_latest, excluded_reason from stg_work_order
    union all
    select source_id, asset, run_no, position, is_latest, excluded_reason from stg_downtime
    union all
    select source_id, asset, run_no, position, is_latest, excluded_reason from stg_failure
)
select
    mentions.source_id as source_id,
    mentions.asset as tag,
    min(mentions.run_no::bigint * 1099511627776 + mentions.position) as seen_no,
    bool_or(
        (mentions.is_latest or int_kept.run_no is not null)
        and mentions.excluded_reason is null
        and int_refused.run_no is null
    ) as is_live
from mentions
left join int_refused
    on int_refused.run_no = mentions.run_no and int_refused.position = mentions.position
left join int_kept
    on int_kept.run_no = mentions.run_no and int_kept.position = mentions.position
where mentions.asset is not null
group by mentions.source_id, mentions.asset

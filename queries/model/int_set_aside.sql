-- One row per asset of a register whose newest record was refused, with the newest tag that could
-- be read: records that name it by that tag still mean it, so that it stays the asset it was.
with refused as (
    select stg_asset.source_id as source_id, stg_asset.key as source_key
    from stg_asset
    semi join int_refused using (run_no, position)
    where stg_asset.is_latest and stg_asset.excluded_reason is null
)
select
    refused.source_id as source_id,
    refused.source_key as source_key,
    arg_max(stg_asset.tag, stg_asset.run_no) as tag
from refused
join stg_asset
    on stg_asset.source_id = refused.source_id and stg_asset.key = refused.source_key
where stg_asset.tag is not null
group by refused.source_id, refused.source_key

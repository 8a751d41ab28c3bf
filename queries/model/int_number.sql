-- One row per node ever seen (site, area, asset) with its number, handed out by first appearance in
-- the landing log, so that later runs never renumber earlier nodes.
with seen as (
    select
        'site' as kind,
        'meantime' as source_id,
        ref_source.site_code as source_key,
        min(ref_run.run_no)::bigint * 1099511627776 as seen_no,
        0 as step
    from ref_source
    join ref_run using (source_id)
    group by ref_source.site_code
    union all
    select 'area', source_id, area, min(run_no::bigint * 1099511627776 + position), 1
    from stg_asset
    where area is not null
    group by source_id, area
    union all
    select 'asset', source_id, key, min(run_no::bigint * 1099511627776 + position), 2
    from stg_asset
    group by source_id, key
    union all
    select 'asset', int_mention.source_id, int_tag.source_key, min(int_mention.seen_no), 2
    from int_mention
    join int_tag on int_tag.source_id = int_mention.source_id and int_tag.text = int_mention.tag
    group by int_mention.source_id, int_tag.source_key
),

first_seen as (
    select
        seen.kind as kind,
        seen.source_id as source_id,
        seen.source_key as source_key,
        min(seen.seen_no) as seen_no,
        min(seen.step) as step
    from seen
    group by seen.kind, seen.source_id, seen.source_key
)

select
    first_seen.kind as kind,
    first_seen.source_id as source_id,
    first_seen.source_key as source_key,
    row_number() over (
        order by
            first_seen.seen_no, first_seen.step, first_seen.source_id, first_seen.source_key
    )::integer as asset_no
from first_seen

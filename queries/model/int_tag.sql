-- One row per source and text by which a record may name an asset, with that asset's source key:
-- a tag of the register, else a key of the register, else the tag of one whose record was refused,
-- else the text itself.
with names as (
    select source_id, tag as text, source_key, 1 as rank from int_register where tag_rank = 1
    union all
    select source_id, source_key as text, source_key, 2 as rank from int_register
    union all
    select source_id, tag as text, source_key, 3 as rank from int_set_aside
    union all
    select source_id, tag as text, tag as source_key, 4 as rank from int_mention
)
select
    names.source_id as source_id,
    names.text as text,
    arg_min(names.source_key, (names.rank, names.source_key)) as source_key
from names
group by names.source_id, names.text

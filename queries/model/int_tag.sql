-- One row per source and text by which a record may name an asset, with that asset's source key:
-- a tag of the register, else a key of the register, else the tag of one whose record was refused,
-- else the only one of these that differs in capitals and blanks alone, else the text itself.
with known as (
    select source_id, tag as text, source_key, 1 as rank from int_register where tag_rank = 1
    union all
    select source_id, source_key as text, source_key, 2 as rank from int_register
    union all
    select source_id, tag as text, source_key, 3 as rank from int_set_aside
),

alike as (
    select
        known.source_id as source_id,
        plain_tag(known.text) as plain_text,
        min(known.source_key) as source_key
    from known
    group by known.source_id, plain_text
    having count(distinct known.source_key) = 1
),

given as (
    select source_id, tag as text from int_mention
    union
    select source_id, parent_tag from int_register where parent_tag is not null
),

names as (
    select source_id, text, source_key, rank from known
    union all
    select given.source_id, given.text, alike.source_key, 4
    from given
    join alike
        on alike.source_id = given.source_id and alike.plain_text = plain_tag(given.text)
    union all
    select source_id, tag, tag, 5 from int_mention
)

select
    names.source_id as source_id,
    names.text as text,
    arg_min(names.source_key, (names.rank, names.source_key)) as source_key
from names
group by names.source_id, names.text

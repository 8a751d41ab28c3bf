-- One row per key that the log knows and the file does not hold any more. A key whose every part
-- stands in one record that could not be read is not taken for deleted. When the content is the
-- key, it cannot be found in such a record: as many keys are spared as there are such records.
with lost as (
    select
        newest.key as key,
        string_split(newest.key, chr(31)) as parts
    from newest
    anti join record_key on record_key.key = newest.key
    where $is_full::boolean
),
unreadable as (
    select
        source_reject.position as position,
        list_distinct(
            flatten(
                list_transform(
                    source_reject.fields,
                    lambda text: string_split_regex(text, $separators::varchar)
                )
            )
        ) as texts
    from source_reject
),
unreadable_text as (
    select
        unreadable.texts as texts,
        unnest(unreadable.texts) as text
    from unreadable
),
numbered as (
    select
        lost.key as key,
        row_number() over (order by lost.key) as number
    from lost
    where $is_content::boolean
),
withheld as (
    select distinct lost.key as key
    from lost
    join unreadable_text on unreadable_text.text = lost.parts[1]
    where list_has_all(unreadable_text.texts, lost.parts)
    union
    select numbered.key as key
    from numbered
    where numbered.number <= (select count(*) from source_reject)
)
select lost.key as key
from lost
anti join withheld on withheld.key = lost.key

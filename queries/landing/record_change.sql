-- One row per record, with what becomes of it. A record is unchanged when its newest version has
-- the same texts and came from a file with the same columns; of records with one key the first
-- counts.
select
    record_key.position as position,
    record_key.line as line,
    record_key.key as key,
    case
        when record_key.key is null then 'missing_key'
        when record_key.position > record_repeated.position then 'duplicate_key'
        when newest.row_hash = record_key.row_hash
            and list_contains($comparable_runs::integer[], newest.run_no)
            then 'unchanged'
        else 'landed'
    end as change,
    record_repeated.line as first_line
from record_key
left join record_repeated on record_repeated.key = record_key.key
left join newest on newest.key = record_key.key

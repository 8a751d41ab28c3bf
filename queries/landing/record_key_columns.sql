-- One row per record, with its key: the texts of the key columns, given by number, joined by the
-- unit separator. The key is null when one of them is missing or empty.
select
    record.position as position,
    record.line as line,
    record.row_hash as row_hash,
    case
        when list_count(list_select(record.fields, $key_columns::bigint[]))
            < len($key_columns::bigint[])
            or list_contains(list_select(record.fields, $key_columns::bigint[]), '')
            then null
        else array_to_string(list_select(record.fields, $key_columns::bigint[]), chr(31))
    end as key
from record

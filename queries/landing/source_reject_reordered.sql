-- One row per record that could not be read. One that is cells of a worksheet, as many as there are
-- columns or more, has them in another order, given by their places in the file, and then those
-- beyond the columns; the one text of a line of a text file stays as it is.
select
    source_reject.position as position,
    source_reject.line as line,
    source_reject.rule as rule,
    source_reject.message as message,
    case
        when len(source_reject.fields) >= len($places::bigint[]) then
            list_select(source_reject.fields, $places::bigint[])
            || source_reject.fields[len($places::bigint[]) + 1:]
        else source_reject.fields
    end as fields
from source_reject

-- One row per record of a file whose records have places of their own, such as one with line ends
-- inside values, blank lines or refused records. source_place has a row for each of source_row, in
-- the same order. The header, at position 0, is left out.
select
    source_place.position::bigint as position,
    source_place.line::bigint as line,
    source_row.fields as fields,
    source_row.row_hash as row_hash
from source_row
join source_place on source_place.rowid = source_row.rowid
where source_place.position > 0

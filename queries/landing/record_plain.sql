-- One row per record of a file in which record n stands in line n + 1. The header is left out; the
-- order of rows in source_row is the order of the file.
select
    source_row.rowid as position,
    source_row.rowid + 1 as line,
    source_row.fields as fields,
    source_row.row_hash as row_hash
from source_row
where source_row.rowid > 0

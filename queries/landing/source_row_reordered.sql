-- One row per record of the file being read, as source_row has them, with its texts in another
-- order, given by their places in the file, and the hash of that.
select
    list_select(source_row.fields, $places::bigint[]) as fields,
    md5(to_json(list_select(source_row.fields, $places::bigint[]))) as row_hash
from source_row

-- One row per record of the file being read, in file order, the header first: its texts and their
-- hash, the MD5 of the JSON array of the texts (null for nothing), which anyone can recompute: the
-- array is what JSON.stringify writes, but with \u001F and the like in capitals.
select
    source_text.fields as fields,
    md5(to_json(source_text.fields)) as row_hash
from source_text

-- One row per record, with its key: the hash of all its texts and how many times the same texts
-- have come in the file so far, so that exact duplicates are kept apart.
select
    record.position as position,
    record.line as line,
    record.row_hash as row_hash,
    record.row_hash || '#' || row_number() over same_content as key
from record
window same_content as (
    partition by record.row_hash
    order by record.position
)

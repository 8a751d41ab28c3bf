-- One row per record that is new or changed, and one of kind delete per key that is gone: what a
-- run appends to the landing log. The rows have no order; position tells it.
select
    $run_no::integer as run_no,
    record.position as position,
    record.line as line,
    'row' as kind,
    record_change.key as key,
    record.row_hash as row_hash,
    record.fields as fields
from record
join record_change on record_change.position = record.position
where record_change.change = 'landed'
union all
select
    $run_no::integer as run_no,
    null as position,
    null as line,
    'delete' as kind,
    record_deleted.key as key,
    null as row_hash,
    null as fields
from record_deleted

-- One row: how many records there are, by what becomes of them, and how many keys were deleted.
select
    count(*) filter (where record_change.change = 'landed') as landed,
    count(*) filter (where record_change.change = 'unchanged') as unchanged,
    count(*) filter (where record_change.change = 'missing_key') as missing_key,
    count(*) filter (where record_change.change = 'duplicate_key') as duplicate_key,
    count(*) as records,
    (select count(*) from record_deleted) as deleted,
    (select count(*) from newest) as known
from record_change

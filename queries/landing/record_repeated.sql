-- One row per key that several records of the file share, with the first of them.
select
    record_key.key as key,
    min(record_key.position) as position,
    arg_min(record_key.line, record_key.position) as line
from record_key
where record_key.key is not null
group by record_key.key
having count(*) > 1

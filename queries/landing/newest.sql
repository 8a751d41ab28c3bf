-- One row per key of the feed that exists by the landing log so far: its newest version. A key that
-- was deleted last does not exist.
select
    landed.key as key,
    arg_max(landed.row_hash, landed.run_no) as row_hash,
    max(landed.run_no) as run_no
from landed
group by landed.key
having arg_max(landed.kind, landed.run_no) = 'row'

-- One row: how many rows a file of the landing log has, and a digest of all they hold, for which
-- every byte of them must be read.
select
    count(*) as row_count,
    bit_xor(hash(landed_file))::varchar as digest
from landed_file

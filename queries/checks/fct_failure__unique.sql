-- severity: stop
-- One row per id of a failure that stands more than once: facts have no keys, so that
-- they are unique is checked.
select
    fct_failure.failure_id as id,
    count(*) as copies
from fct_failure
group by fct_failure.failure_id
having count(*) > 1

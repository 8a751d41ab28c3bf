-- severity: stop
-- One row per id of a downtime record that stands more than once: facts have no keys, so that
-- they are unique is checked.
select
    fct_downtime.id as id,
    count(*) as copies
from fct_downtime
group by fct_downtime.id
having count(*) > 1

-- severity: stop
-- One row per id of a work order that stands more than once: facts have no keys, so that
-- they are unique is checked.
select
    fct_work_order.id as id,
    count(*) as copies
from fct_work_order
group by fct_work_order.id
having count(*) > 1

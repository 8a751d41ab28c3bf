-- severity: warn
-- One row per source with order numbers that a stop or failure names and several orders carry: the
-- cost of the failure is then that of all of them. Cancelled orders are left out.
with named as (
    select source_id, work_order_number as number
    from fct_downtime
    where work_order_number is not null and failure_id is not null
    union
    select source_id, work_order_number
    from int_live_failure
    where work_order_number is not null
),

shared as (
    select
        orders.source_id as source_id,
        orders.site_id as site_id,
        orders.number as number,
        min(orders.id) as example_id
    from fct_work_order as orders
    join named on named.source_id = orders.source_id and named.number = orders.number
    where orders.status_class <> 'cancelled'
    group by orders.source_id, orders.site_id, orders.number
    having count(*) > 1
)

select
    shared.source_id as source_id,
    shared.site_id as site_id,
    'work_order' as entity,
    'warn' as level,
    shared.source_id as subject,
    count(*)::integer as count,
    min(shared.number) as detail,
    min(shared.example_id) as example_id
from shared
group by shared.source_id, shared.site_id

-- One row per failure with the cost of the work orders it names, cancelled ones left out. An order
-- that several failures name counts for the earliest of those that are counted only, so that no
-- money is counted twice and none goes to a failure that is in no figure.
with named as (
    select
        int_failure_event.id as failure_id,
        int_failure_event.source_id as source_id,
        int_failure_event.started_at as started_at,
        downtime.work_order_number as number
    from pass_member
    join int_failure_event on int_failure_event.failure_no = pass_member.failure_no
    join int_downtime as downtime on downtime.event_no = pass_member.event_no
    where downtime.work_order_number is not null
    union all
    select
        int_failure.failure_id,
        int_failure.source_id,
        int_failure.ordered_at,
        failure.work_order_number
    from int_live_failure as failure
    join int_failure
        on int_failure.failure_id = entity_id(failure.source_id, 'failure', failure.key)
        and int_failure.basis = 'failure'
    where failure.work_order_number is not null
),

earliest as (
    select
        named.source_id as source_id,
        named.number as number,
        arg_min(named.failure_id, (named.started_at, named.failure_id)) as failure_id
    from named
    group by named.source_id, named.number
)

select
    earliest.failure_id as failure_id,
    sum(orders.cost)::decimal(18, 4) as cost
from earliest
join int_live_work_order as orders
    on orders.source_id = earliest.source_id and orders.number = earliest.number
where orders.cost is not null and orders.status_class <> 'cancelled'
group by earliest.failure_id

-- severity: stop
-- One row when the month components do not add up to the day components, or those not to the work
-- orders: whole months and ragged days must give one figure.
with totals as (
    select
        sum(unplanned_s + planned_s + external_s) as down_s,
        sum(failures) as failures,
        sum(closed_down_s) as closed_down_s,
        sum(orders) as orders,
        sum(cost) as cost,
        sum(labor_s) as labor_s
    from comp_month
),

days as (
    select
        sum(unplanned_s + planned_s + external_s) as down_s,
        sum(failures) as failures,
        sum(closed_down_s) as closed_down_s
    from comp_day
),

work as (
    select count(*) as orders, sum(cost) as cost, sum(labor_s) as labor_s
    from fct_work_order
    where status_class <> 'cancelled'
)

select
    totals.down_s as month_down_s,
    days.down_s as day_down_s,
    totals.orders as month_orders,
    work.orders as orders
from totals
cross join days
cross join work
where coalesce(totals.down_s, 0) <> coalesce(days.down_s, 0)
    or coalesce(totals.failures, 0) <> coalesce(days.failures, 0)
    or coalesce(totals.closed_down_s, 0) <> coalesce(days.closed_down_s, 0)
    or coalesce(totals.orders, 0) <> work.orders
    or totals.cost is distinct from work.cost
    or totals.labor_s is distinct from work.labor_s

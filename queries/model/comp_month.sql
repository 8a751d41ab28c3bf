-- One row per asset and calendar month of its site: the sums of both day tables. Whole months are
-- read from here, the days at the edges of a period from the day tables.
with parts as (
    select asset_no, date_trunc('month', day_on)::date as month_on, unplanned_s, planned_s,
        external_s, failures, closed, closed_down_s, 0 as orders, 0 as corrective,
        null::decimal(18, 4) as cost, null::bigint as labor_s
    from comp_day
    union all
    select asset_no, date_trunc('month', day_on)::date, 0, 0, 0, 0, 0, 0, orders, corrective, cost,
        labor_s
    from comp_day_work
)
select
    parts.asset_no as asset_no,
    parts.month_on as month_on,
    sum(parts.unplanned_s)::bigint as unplanned_s,
    sum(parts.planned_s)::bigint as planned_s,
    sum(parts.external_s)::bigint as external_s,
    sum(parts.failures)::integer as failures,
    sum(parts.closed)::integer as closed,
    sum(parts.closed_down_s)::bigint as closed_down_s,
    sum(parts.orders)::integer as orders,
    sum(parts.corrective)::integer as corrective,
    sum(parts.cost)::decimal(18, 4) as cost,
    sum(parts.labor_s)::bigint as labor_s
from parts
group by parts.asset_no, parts.month_on
order by parts.asset_no, parts.month_on

-- One row per asset and site day with work orders reported on it; cancelled orders are left out.
select
    fct_work_order.asset_no as asset_no,
    fct_work_order.day_on as day_on,
    count(*)::integer as orders,
    count(*) filter (where fct_work_order.work_class = 'corrective')::integer as corrective,
    sum(fct_work_order.cost)::decimal(18, 4) as cost,
    sum(fct_work_order.labor_s)::bigint as labor_s
from fct_work_order
where fct_work_order.status_class <> 'cancelled'
group by fct_work_order.asset_no, fct_work_order.day_on
order by fct_work_order.asset_no, fct_work_order.day_on

-- severity: stop
-- One row per asset and day or month that stands more than once in a component: sums over the
-- components would count it twice.
with keys as (
    select 'comp_day' as component, asset_no, day_on as at_on from comp_day
    union all
    select 'comp_day_work', asset_no, day_on from comp_day_work
    union all
    select 'comp_month', asset_no, month_on from comp_month
)
select
    keys.component as component,
    keys.asset_no as asset_no,
    keys.at_on as at_on,
    count(*) as copies
from keys
group by keys.component, keys.asset_no, keys.at_on
having count(*) > 1

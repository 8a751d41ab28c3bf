-- One row per restored failure with its seconds from start to restoration: exact medians and means
-- read it. Failures of which only the day is known, or that are open, are not here.
select
    fct_failure.asset_no as asset_no,
    fct_failure.day_on as day_on,
    fct_failure.down_s as restore_s,
    fct_failure.mode as mode
from fct_failure
where not fct_failure.is_open and fct_failure.down_s is not null
order by fct_failure.asset_no, fct_failure.day_on, fct_failure.down_s, fct_failure.mode

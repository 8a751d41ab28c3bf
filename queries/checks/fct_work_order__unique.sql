-- severity: stop
-- One row per id of a work order that stands more than once: facts have no keys, so that
-- they are unique is checked.
select
    min(fct_work_order.source_id) as source,
    min(run.feed) as feed,
    max(run.feed) as other_feed,
    replace(min(fct_work_order.source_key), chr(31), ' | ') as key,
    min(fct_work_order.run_no) as run,
    min(fct_work_order.line) as line,
    count(*) as copies
from fct_work_order
left join svc_extract_run as run on run.run_no = fct_work_order.run_no
group by fct_work_order.id
having count(*) > 1

-- severity: stop
-- One row per id of a downtime record that stands more than once: facts have no keys, so that
-- they are unique is checked.
select
    min(fct_downtime.source_id) as source,
    min(run.feed) as feed,
    max(run.feed) as other_feed,
    replace(min(fct_downtime.source_key), chr(31), ' | ') as key,
    min(fct_downtime.run_no) as run,
    min(fct_downtime.line) as line,
    count(*) as copies
from fct_downtime
left join svc_extract_run as run on run.run_no = fct_downtime.run_no
group by fct_downtime.id
having count(*) > 1

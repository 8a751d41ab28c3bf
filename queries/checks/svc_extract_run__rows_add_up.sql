-- severity: stop
-- One row per run in which rows were lost or invented: rows in must be loaded, unchanged or
-- quarantined, and excluded rows are part of the loaded ones.
select
    svc_extract_run.run_no as run_no,
    svc_extract_run.rows_in as rows_in,
    svc_extract_run.rows_loaded as rows_loaded,
    svc_extract_run.rows_unchanged as rows_unchanged,
    svc_extract_run.rows_quarantined as rows_quarantined
from svc_extract_run
where svc_extract_run.rows_in
    <> svc_extract_run.rows_loaded
    + svc_extract_run.rows_unchanged
    + svc_extract_run.rows_quarantined
    or svc_extract_run.rows_loaded < svc_extract_run.rows_excluded

-- One row per landing row that a quarantine check refused, in whatever version.
select distinct
    int_quarantine.run_no as run_no,
    int_quarantine.position as position
from int_quarantine

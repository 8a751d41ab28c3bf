-- One row per record that extraction could not land, with the rule it broke and what it read.
select
    landing_rejects.run_no as run_no,
    landing_rejects.position as position,
    landing_rejects.line as line,
    landing_rejects.key as key,
    landing_rejects.rule as rule,
    landing_rejects.message as message,
    payload_of(landing_rejects.fields, $columns::varchar[]) as payload
from landing_rejects

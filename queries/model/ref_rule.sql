-- One row per quarantine rule with its sentence, in which column, value and expectation are to be
-- put. The sentences come from the message files.
select
    rule.rule as rule,
    rule.message as message
from (select unnest($rules::json::struct(rule varchar, message varchar)[]) as rule)

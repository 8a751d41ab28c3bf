-- One row per source row that waits outside the model, with its first problem; `message` names all
-- of them. Closed rows (`is_open` false) are older versions that the source has since replaced.
-- Rows that could not even be landed (ragged, unreadable bytes, key twice) stand here too.
select
    entity_id(waiting.source_id, waiting.feed, waiting.run_no || '|' || waiting.position) as id,
    waiting.run_no as run_no,
    waiting.source_id as source_id,
    waiting.feed as feed,
    ref_run.entity as entity,
    ref_run.file as file,
    waiting.line as line,
    waiting.position as position,
    waiting.key as key,
    waiting.column_name as column_name,
    waiting.value as value,
    waiting.rule as rule,
    waiting.message as message,
    waiting.expected as expected,
    waiting.payload as payload,
    waiting.is_open as is_open
from int_waiting as waiting
join ref_run on ref_run.run_no = waiting.run_no
order by waiting.run_no, waiting.position

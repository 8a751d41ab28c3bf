-- One row per record that cannot be landed: those that could not be read, with their text as their
-- one field, and those without a key or with the key of an earlier record of the file. In the
-- messages, {line}, {first_line} and {key} stand for the record's own.
select
    $run_no::integer as run_no,
    source_reject.position as position,
    source_reject.line as line,
    'row' as kind,
    null::varchar as key,
    null::varchar as row_hash,
    source_reject.fields as fields,
    source_reject.rule as rule,
    source_reject.message as message
from source_reject
union all
select
    $run_no::integer as run_no,
    record.position as position,
    record.line as line,
    'row' as kind,
    record_change.key as key,
    record.row_hash as row_hash,
    record.fields as fields,
    record_change.change as rule,
    case
        when record_change.change = 'missing_key' then
            replace($missing_message::varchar, '{line}', record.line::varchar)
        else
            replace(
                replace(
                    replace($duplicate_message::varchar, '{line}', record.line::varchar),
                    '{first_line}',
                    record_change.first_line::varchar
                ),
                '{key}',
                replace(record_change.key, chr(31), ' | ')
            )
    end as message
from record
join record_change on record_change.position = record.position
where record_change.change in ('missing_key', 'duplicate_key')
order by position

-- Why the text of a time was refused: nothing where a time is required, a wall-clock time that the
-- zone's clock skipped, or a text that is no time. Null when it was read (`value` is there).
create or replace temp macro time_refusal(text, wall_at, value, m) as
    refusal(
        text,
        value is not null,
        case
            when wall_at is not null and value is null then 'skipped_by_clock' else 'not_a_time'
        end,
        m
    )

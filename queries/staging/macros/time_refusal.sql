-- Why the text of a time was refused: nothing where a time is required, a wall-clock time that the
-- zone's clock skipped, one too far away to be meant, or a text that is no time.
create or replace temp macro time_refusal(text, wall_at, value, m) as
    refusal(
        text,
        is_in_range(value),
        case
            when value is not null then 'out_of_range'
            when wall_at is not null then 'skipped_by_clock'
            else 'not_a_time'
        end,
        m
    )

-- The instant (UTC) written in a text that carries its offset, or counted since 1970 where that is
-- declared; null for every other text. Cells with types are always written in ISO 8601.
create or replace temp macro zoned_of(text, m) as
case
    when
        ((m ->> 'is_formatted') is null or (m ->> 'has_date_cells') is not null)
        and regexp_full_match(
            text,
            '\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}([.,]\d{1,9})?)? ?(Z|[+-]\d{2}(:?\d{2})?)'
        )
        then whole_second(try_cast(replace(text, ',', '.') as timestamptz)::timestamp)
    when (m ->> 'epoch_us') is not null and regexp_full_match(text, '-?\d{1,14}([.]\d{1,6})?')
        then
            whole_second(
                make_timestamp(
                    try_cast(
                        try_cast(text as decimal(24, 6)) * (m ->> 'epoch_us')::integer
                        as bigint
                    )
                )
            )
    when (m ->> 'zoned_formats') is not null then
        whole_second(try_strptime(text, (m -> 'zoned_formats')::varchar[])::timestamp)
end

-- A number as a decimal, read by the declared decimal mark and thousands mark; null when the text
-- is not written so. The pattern is made from the marks, so `1,23` is never taken for 123.
create or replace temp macro number_of(text, m) as
case
    when regexp_full_match(text, (m ->> 'number_pattern')) then
        try_cast(
            replace(
                replace(text, coalesce((m ->> 'thousands'), ''), ''),
                coalesce((m ->> 'decimal'), '.'),
                '.'
            ) as decimal(18, 4)
        )
end

-- A number's text without its marks of thousands and with a point for its decimal mark; null when
-- it is not written so. The pattern is made from the marks, so `1,23` is never taken for 123.
create or replace temp macro plain_number(text, m) as
case
    when regexp_full_match(text, (m ->> 'number_pattern')) then
        replace(
            replace(text, coalesce((m ->> 'thousands'), ''), ''),
            coalesce((m ->> 'decimal'), '.'),
            '.'
        )
end

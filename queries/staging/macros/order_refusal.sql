-- Why two times or days of a row contradict one another: the second lies before the first. Equal
-- ones are allowed. Null when they do not, or when one of them is unknown.
create or replace temp macro order_refusal(first_text, first_at, last_text, last_at, m) as
case
    when last_at < first_at then
        struct_pack(
            rule := 'end_before_start',
            column_name := (m ->> 'column'),
            value := last_text,
            expected := first_text
        )
end

-- Why a field's text was refused, as one entry of a row's problems; null when it was not.
create or replace temp macro refusal(text, is_read, rule, m) as
case
    when not is_refused(text, is_read, m) then null
    else
        struct_pack(
            rule := case
                when text is null then 'missing_value'
                when is_mismatch(text, m) then 'pattern_mismatch'
                else rule
            end,
            column_name := (m ->> 'column'),
            value := text,
            expected := case
                when text is null then (m ->> 'expected')
                when is_mismatch(text, m) then (m ->> 'expected_pattern')
                when rule = 'out_of_range' then (m ->> 'expected_range')
                else (m ->> 'expected')
            end
        )
end

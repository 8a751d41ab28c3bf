-- Why a field's text was refused, as one entry of a row's problems; null when it was not.
create or replace temp macro refusal(text, is_read, rule, m) as
case
    when not is_refused(text, is_read, m) then null
    else
        struct_pack(
            rule := case
                when text is null then 'missing_value'
                when (m ->> 'pattern') is not null and not regexp_matches(text, (m ->> 'pattern'))
                    then 'pattern_mismatch'
                else rule
            end,
            column_name := (m ->> 'column'),
            value := text,
            expected := coalesce(
                case
                    when (m ->> 'pattern') is not null and not regexp_matches(text, (m ->> 'pattern'))
                        then (m ->> 'expected_pattern')
                end,
                (m ->> 'expected')
            )
        )
end

-- The reason of the first mapping rule that leaves a row out; null when none does.
create or replace temp macro exclusion_of(fields, rules) as
case
    when json_array_length(rules) > 0 then
        list_filter(
            rules::struct(pos integer, equals varchar[], reason varchar)[],
            lambda rule: list_contains(rule.equals, trim(coalesce(fields[rule.pos], '')))
        )[1].reason
end

-- Why a class field's text was refused; null when it was not.
create or replace temp macro class_refusal(text, m) as
    refusal(
        text, coalesce(list_contains((m -> 'allowed')::varchar[], value_of(text, m)), false),
        'not_mapped', m
    )

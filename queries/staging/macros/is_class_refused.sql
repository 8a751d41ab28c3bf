-- True when a class field's text leads to no value of the class (`allowed`).
create or replace temp macro is_class_refused(text, m) as
    is_refused(
        text, coalesce(list_contains((m -> 'allowed')::varchar[], value_of(text, m)), false), m
    )

-- True when a field declares a pattern and its text does not match it, in whole or in part.
create or replace temp macro is_mismatch(text, m) as
    (m ->> 'pattern') is not null and not regexp_matches(text, (m ->> 'pattern'))

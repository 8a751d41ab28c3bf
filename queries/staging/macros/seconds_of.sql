-- A duration in whole seconds, from a number in the unit that the mapping declares.
create or replace temp macro seconds_of(text, m) as
    round(number_of(text, m) * (m ->> 'unit_s')::integer)::bigint

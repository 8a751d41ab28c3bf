-- A duration in whole seconds, from a number in the unit that the mapping declares. Ten decimals:
-- the fourth decimal of a day is nine seconds.
create or replace temp macro seconds_of(text, m) as
    round(
        try_cast(plain_number(text, m) as decimal(24, 10)) * (m ->> 'unit_s')::integer
    )::bigint

-- The local day of an instant, from the row of `cal_utc` of its UTC day.
create or replace temp macro local_day(instant, day_on, turn_1, turn_2) as
    day_on + (instant >= turn_1)::integer + (instant >= turn_2)::integer

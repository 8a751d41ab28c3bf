-- The nearest whole second: facts hold whole seconds, and rounding makes no duration longer or
-- shorter on average.
create or replace temp macro whole_second(instant) as
    date_trunc('second', instant + interval 500 millisecond)

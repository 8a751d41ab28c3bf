-- severity: stop
-- One row per site and day that does not begin when the day before ends, or that lasts less than
-- 20 or more than 28 hours: a date that the zone's clock left out, or that came twice.
with pairs as (
    select
        cal_day.site_id as site_id,
        cal_day.day_on as day_on,
        cal_day.starts_at as starts_at,
        cal_day.ends_at as ends_at,
        lag(cal_day.ends_at) over site as previous_ends_at,
        lag(cal_day.day_on) over site as previous_on
    from cal_day
    window site as (partition by cal_day.site_id order by cal_day.day_on)
)
select
    pairs.site_id as site_id,
    pairs.day_on as day_on,
    pairs.starts_at as starts_at,
    pairs.previous_ends_at as previous_ends_at
from pairs
where pairs.previous_ends_at <> pairs.starts_at
    or pairs.previous_on + 1 <> pairs.day_on
    or pairs.ends_at - pairs.starts_at not between interval 20 hour and interval 28 hour

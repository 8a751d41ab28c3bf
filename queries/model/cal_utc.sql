-- One row per site and UTC day: the local day at its first second and the next two instants at
-- which the local day turns. An equality join on it gives the local day of any instant.
select
    cal_day.site_id as site_id,
    utc.utc_at::date as utc_on,
    cal_day.day_on as day_on,
    cal_day.ends_at as turn_1,
    next_day.ends_at as turn_2
from cal_day
cross join generate_series(0, 1) as offsets(day_offset)
cross join lateral (
    select date_trunc('day', cal_day.starts_at) + to_days(offsets.day_offset::integer) as utc_at
) as utc
join cal_day as next_day
    on next_day.site_id = cal_day.site_id and next_day.day_on = cal_day.day_on + 1
where utc.utc_at >= cal_day.starts_at and utc.utc_at < cal_day.ends_at
order by cal_day.site_id, utc.utc_at

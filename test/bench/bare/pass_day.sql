-- One row per asset and site day with downtime: the fresh seconds of each class. Records within
-- one day, most of them, are not joined to the calendar a second time.
with placed as (
    select
        fresh.*,
        cal_utc.day_on + (make_timestamp(fresh.from_s * 1000000) >= cal_utc.turn_1)::integer
        as day_on,
        epoch(
            case
                when make_timestamp(fresh.from_s * 1000000) >= cal_utc.turn_1 then cal_utc.turn_2
                else cal_utc.turn_1
            end
        )::bigint as turn_s
    from bare_fresh as fresh
    join cal_utc
        on cal_utc.site_id = fresh.site_id
        and cal_utc.utc_on = make_timestamp(fresh.from_s * 1000000)::date
),
long as (
    select
        placed.*,
        unnest(
            range(
                date_diff('day', date '1970-01-01', day_on),
                date_diff('day', date '1970-01-01', day_on) + 2 + (to_s - turn_s) // 82800
            )
        )::integer as day_no
    from placed
    where to_s > turn_s
),
parts as (
    select
        asset_no,
        date_diff('day', date '1970-01-01', day_on)::integer as day_no,
        greatest(0, to_s - fresh_1_s) as level_1,
        greatest(0, to_s - fresh_2_s) as level_2,
        greatest(0, to_s - fresh_3_s) as level_3
    from placed
    where to_s <= turn_s
    union all
    select
        long.asset_no,
        long.day_no,
        greatest(0, least(to_s, epoch(ends_at)) - greatest(fresh_1_s, epoch(starts_at))),
        greatest(0, least(to_s, epoch(ends_at)) - greatest(fresh_2_s, epoch(starts_at))),
        greatest(0, least(to_s, epoch(ends_at)) - greatest(fresh_3_s, epoch(starts_at)))
    from long
    join cal_day
        on cal_day.site_id = long.site_id
        and cal_day.day_on = date '1970-01-01' + long.day_no
    where epoch(cal_day.starts_at) < long.to_s
)
select
    asset_no,
    day_no,
    sum(level_1)::integer as unplanned_s,
    (sum(level_2) - sum(level_1))::integer as planned_s,
    (sum(level_3) - sum(level_2))::integer as external_s
from parts
group by asset_no, day_no
having sum(level_3) > 0
order by asset_no, day_no

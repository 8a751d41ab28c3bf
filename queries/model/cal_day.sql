-- One row per site and local day with the instants (UTC) it lasts from and to. A local midnight may
-- not exist or come twice, so a day starts at the first instant that carries its date. Only days
-- around a clock change have to be searched. Day length is read from here, never assumed.
with days as (
    select
        int_site_span.site_id as site_id,
        int_site_span.time_zone as time_zone,
        zone_day.day_on as day_on,
        zone_day.offset_s as offset_s
    from int_site_span
    join zone_day on zone_day.zone = int_site_span.time_zone
    where zone_day.day_on between int_site_span.from_on and int_site_span.to_on + 1
),

candidates as (
    select
        days.site_id as site_id,
        days.time_zone as time_zone,
        days.day_on as day_on,
        timezone(days.time_zone, days.day_on::timestamp) - to_seconds(steps.step * 1800) as instant
    from days
    cross join (values (0), (1), (2), (4)) as steps(step)
    where days.offset_s is null
),

starts as (
    select
        days.site_id as site_id,
        days.day_on as day_on,
        days.day_on::timestamp - to_seconds(days.offset_s) as starts_at
    from days
    where days.offset_s is not null
    union all
    select candidates.site_id, candidates.day_on, min(candidates.instant)::timestamp
    from candidates
    where timezone(candidates.time_zone, candidates.instant)::date = candidates.day_on
    group by candidates.site_id, candidates.day_on
),

bounded as (
    select
        starts.site_id as site_id,
        starts.day_on as day_on,
        starts.starts_at as starts_at,
        lead(starts.starts_at) over (
            partition by starts.site_id order by starts.day_on
        ) as ends_at
    from starts
)

select
    bounded.site_id as site_id,
    bounded.day_on as day_on,
    bounded.starts_at as starts_at,
    bounded.ends_at as ends_at
from bounded
where bounded.ends_at is not null
order by bounded.site_id, bounded.day_on

-- One row per site and local day with the instants (UTC) it lasts from and to. A local midnight may
-- not exist or come twice, so a day starts at the first instant that carries its date.
-- Day length is read from here: it is 23 to 25 hours, never assumed.
with days as (
    select
        int_site_span.site_id as site_id,
        int_site_span.time_zone as time_zone,
        generated.day_at::date as day_on
    from int_site_span
    cross join generate_series(
        timestamp '1950-01-01', timestamp '2100-01-02', interval 1 day
    ) as generated(day_at)
    where generated.day_at::date between int_site_span.from_on and int_site_span.to_on + 1
),

candidates as (
    select
        days.site_id as site_id,
        days.time_zone as time_zone,
        days.day_on as day_on,
        timezone(days.time_zone, days.day_on::timestamp) - to_seconds(steps.step * 1800) as instant
    from days
    cross join (values (0), (1), (2), (4)) as steps(step)
),

starts as (
    select
        candidates.site_id as site_id,
        candidates.day_on as day_on,
        min(candidates.instant)::timestamp as starts_at
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

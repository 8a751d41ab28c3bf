-- One row per zone and wall-clock day: seconds the zone's clock is ahead of UTC, or null when the
-- clock changes within a day of it. Turns a wall-clock time into an instant without asking the
-- zone's rules for every row.
with midnights as (
    select
        zones.zone as zone,
        days.wall_at as wall_at,
        epoch(days.wall_at) - epoch(timezone(zones.zone, days.wall_at)) as offset_s
    from (select unnest($zones::varchar[]) as zone) as zones
    cross join generate_series(
        timestamp '1900-01-01', timestamp '2100-01-01', interval 1 day
    ) as days(wall_at)
)
select
    zone as zone,
    wall_at::date as day_on,
    case
        when min(offset_s) over around = max(offset_s) over around then offset_s::integer
    end as offset_s
from midnights
window around as (partition by zone order by wall_at rows between 1 preceding and 2 following)

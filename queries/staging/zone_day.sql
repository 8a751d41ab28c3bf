-- One row per wall-clock day of a zone: seconds the zone's clock is ahead of UTC, or null when the
-- clock changes within a day of it. Turns a wall-clock time into an instant without asking the
-- zone's rules for every row. One zone at a time: with a constant the rules are looked up once.
with midnights as (
    select
        days.wall_at as wall_at,
        epoch(days.wall_at) - epoch(timezone($zone::varchar, days.wall_at)) as offset_s
    from generate_series(
        timestamp '1900-01-01', timestamp '2100-12-31', interval 1 day
    ) as days(wall_at)
)
select
    $zone::varchar as zone,
    wall_at::date as day_on,
    case
        when min(offset_s) over around = max(offset_s) over around then offset_s::integer
    end as offset_s
from midnights
window around as (order by wall_at rows between 1 preceding and 2 following)

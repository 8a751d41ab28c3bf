-- The instant (UTC) at which a zone's clock shows a wall-clock time. On plain days the day's offset
-- is known (`offset_s`); on days around a clock change it is looked for. Of an hour that comes
-- twice it is the first; a time inside a skipped hour has none and gives null.
create or replace temp macro instant_at(wall_at, zone, offset_s) as
case
    when offset_s is not null then wall_at - to_seconds(offset_s)
    when wall_at is not null then list_min(instants_at(wall_at, zone))
end

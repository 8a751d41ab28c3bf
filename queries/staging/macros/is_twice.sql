-- True when a wall-clock time comes twice in a zone, because the clock was put back over it.
create or replace temp macro is_twice(wall_at, zone, offset_s) as
case
    when offset_s is not null or wall_at is null then false
    else len(instants_at(wall_at, zone)) > 1
end

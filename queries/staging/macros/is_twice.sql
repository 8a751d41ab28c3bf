-- True when a wall-clock time comes twice in a zone, because the clock was put back over it.
create or replace temp macro is_twice(wall_at, zone, offset_s) as
case
    when offset_s is not null or wall_at is null then false
    else
        len(
            list_filter(
                [0, 1800, 3600, 7200],
                lambda shift_s: timezone(
                    zone,
                    (timezone(zone, wall_at)::timestamp - to_seconds(shift_s))::timestamptz
                ) = wall_at
            )
        ) > 1
end

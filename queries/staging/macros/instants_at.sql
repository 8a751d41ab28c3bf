-- The instants (UTC) at which a zone's clock shows a wall-clock time: two in an hour that comes
-- twice, none in one that is skipped. They are looked for, which is slow: only for days around a
-- clock change.
create or replace temp macro instants_at(wall_at, zone) as
    list_filter(
        list_transform(
            [0, 1800, 3600, 7200],
            lambda shift_s: timezone(zone, wall_at)::timestamp - to_seconds(shift_s)
        ),
        lambda instant: timezone(zone, instant::timestamptz) = wall_at
    )

-- The instant (UTC) of a text: from its wall-clock time in the field's zone, or by its own offset.
create or replace temp macro instant_of(text, wall_at, offset_s, m) as
    coalesce(instant_at(wall_at, (m ->> 'zone'), offset_s), zoned_of(text, m))

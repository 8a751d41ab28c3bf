-- The instant (UTC) of a text that says when something ended, as `instant_of` reads it; but of an
-- hour that comes twice it is the second when the first lies before the start.
create or replace temp macro end_of(text, wall_at, offset_s, m, started_at) as
case
    when offset_s is null and wall_at is not null
        then
            coalesce(
                list_min(
                    list_filter(
                        instants_at(wall_at, (m ->> 'zone')),
                        lambda instant: instant >= started_at
                    )
                ),
                list_min(instants_at(wall_at, (m ->> 'zone')))
            )
    else instant_of(text, wall_at, offset_s, m)
end

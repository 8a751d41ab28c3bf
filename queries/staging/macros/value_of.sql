-- The canonical value of a source text: what the mapping's `map` names, else its `otherwise`.
-- Without a map the text itself. Null when the map does not name it and nothing is said for others.
create or replace temp macro value_of(text, m) as
case
    when (m ->> 'map') is null then text
    else coalesce(((m -> 'map')::map(varchar, varchar))[text], (m ->> 'otherwise'))
end

-- The civil date of a text that names a day and no time of day; null for every other text.
create or replace temp macro only_day_of(text, m) as
case
    when (m ->> 'is_formatted') is null then
        case
            when regexp_full_match(text, '\d{4}-\d{2}-\d{2}') then try_cast(text as date)
        end
    when (m ->> 'day_formats') is not null then
        try_strptime(text, (m -> 'day_formats')::varchar[])::date
end

-- The civil date of a text that names a day and no time of day, by the declared formats, else ISO
-- 8601, in which the date cells of a workbook are always written; null for every other text.
create or replace temp macro only_day_of(text, m) as
case
    when (m ->> 'is_formatted') is null or (m ->> 'has_date_cells') is not null then
        case
            when regexp_full_match(text, '\d{4}-\d{2}-\d{2}') then try_cast(text as date)
            when (m ->> 'day_formats') is not null
                then try_strptime(text, (m -> 'day_formats')::varchar[])::date
        end
    when (m ->> 'day_formats') is not null then
        try_strptime(text, (m -> 'day_formats')::varchar[])::date
end

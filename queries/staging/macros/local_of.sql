-- The wall-clock time written in a text without an offset: by the declared formats, else ISO 8601,
-- in which the date cells of a workbook are always written. Null when the text has an offset, is
-- only a day, or is no time that exists.
create or replace temp macro local_of(text, m) as
case
    when (m ->> 'is_formatted') is null or (m ->> 'has_date_cells') is not null then
        case
            when regexp_full_match(
                text, '\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}([.,]\d{1,9})?)?'
            ) then whole_second(try_cast(replace(text, ',', '.') as timestamp))
            when (m ->> 'formats') is not null
                then whole_second(try_strptime(text, (m -> 'formats')::varchar[]))
        end
    when (m ->> 'formats') is not null then
        whole_second(try_strptime(text, (m -> 'formats')::varchar[]))
end

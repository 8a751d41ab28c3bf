-- The civil date written in a text, by the declared formats of days, else ISO 8601, in which the
-- date cells of a workbook are always written; a time of day that is exactly midnight is what
-- spreadsheets write for a day. Null when it is no such date.
create or replace temp macro day_of(text, m) as
case
    when (m ->> 'is_formatted') is null or (m ->> 'has_date_cells') is not null then
        case
            when regexp_full_match(text, '\d{4}-\d{2}-\d{2}([T ]00:00(:00([.,]0+)?)?)?')
                then try_cast(left(text, 10) as date)
            when (m ->> 'day_formats') is not null
                then try_strptime(text, (m -> 'day_formats')::varchar[])::date
        end
    when (m ->> 'day_formats') is not null then
        try_strptime(text, (m -> 'day_formats')::varchar[])::date
end

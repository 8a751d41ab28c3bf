-- The source's text of one field: its column or its constant, without blanks around it.
-- Null when there is nothing, or a text that the mapping declares to mean nothing.
create or replace temp macro text_of(fields, m) as
case
    when (m ->> 'nothing') is null then
        nullif(trim(coalesce(fields[(m ->> 'pos')::integer], (m ->> 'constant'))), '')
    else
        list_filter(
            [nullif(trim(coalesce(fields[(m ->> 'pos')::integer], (m ->> 'constant'))), '')],
            lambda text: not list_contains((m -> 'nothing')::varchar[], text)
        )[1]
end

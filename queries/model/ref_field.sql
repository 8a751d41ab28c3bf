-- One row per feed and canonical field that a column of the source fills, with the column's name.
select
    field.source as source_id,
    field.feed as feed,
    field.field as field,
    field.column_name as column_name
from (
    select
        unnest($fields::json::struct(
            source varchar, feed varchar, field varchar, column_name varchar
        )[]) as field
)

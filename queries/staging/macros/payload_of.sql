-- The columns of a source row as a JSON text, names to texts in file order; fields beyond the
-- header are named by their position.
create or replace temp macro payload_of(fields, columns) as
    '{' || array_to_string(
        list_transform(
            range(1, len(fields) + 1),
            lambda pos: to_json(coalesce(columns[pos], 'column ' || pos))
            || ':' || coalesce(to_json(fields[pos])::varchar, 'null')
        ),
        ','
    ) || '}'

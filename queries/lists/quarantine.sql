-- One row per quarantined record of the sources of one site that still waits, with the place it
-- came from, what was wrong and what was expected; at most $page_rows rows from $offset on, and
-- the number of all of them on every row. Records that a later file repaired are left out, and so
-- are those of sites the reader may not see. Newest run first, then by line.
select
    waiting.id::varchar as id,
    waiting.run_no::integer as run_no,
    waiting.source_id::varchar as source_id,
    waiting.feed::varchar as feed,
    waiting.entity::varchar as entity,
    waiting.file::varchar as file,
    waiting.line::integer as line,
    waiting.key::varchar as key,
    waiting.column_name::varchar as column_name,
    waiting.value::varchar as value,
    waiting.rule::varchar as rule,
    waiting.message::varchar as message,
    waiting.expected::varchar as expected,
    waiting.payload::varchar as payload,
    count(*) over ()::integer as total_count
from svc_quarantine as waiting
join dim_source as source
    on source.source_id = waiting.source_id
join dim_site as site
    on site.site_id = source.site_id
join allowed_site as allowed
    on allowed.site_id = site.site_id
where site.code = $site::varchar
    and waiting.is_open
qualify row_number() over (
    order by waiting.run_no desc, waiting.line, waiting.position, waiting.id
) between $offset::bigint + 1 and $offset::bigint + $page_rows::bigint
order by waiting.run_no desc, waiting.line, waiting.position, waiting.id

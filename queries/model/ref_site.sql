-- One row per site of the configuration; `site_no` is its position in the order of codes.
select
    (row_number() over (order by site.id) - 1)::integer as site_no,
    site.id as code,
    md5('meantime|site|' || site.id)::uuid as site_id,
    site.name as name,
    site.zone as time_zone,
    site.currency as currency
from (
    select
        unnest(
            $sites::json::struct(id varchar, name varchar, zone varchar, currency varchar)[]
        ) as site
)

-- One row per site of the configuration, also when it has no data yet.
select
    ref_site.site_id as site_id,
    ref_site.code as code,
    ref_site.name as name,
    ref_site.time_zone as time_zone,
    ref_site.currency as currency
from ref_site
order by ref_site.code

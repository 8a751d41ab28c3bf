-- One row per downtime record inside the observation of its asset, in the order in which the
-- downtime pass reads them, in types that travel as plain numbers. `site_no` is the position of
-- the site.
select
    int_downtime.event_no::integer as event_no,
    int_downtime.asset_no as asset_no,
    ref_site.site_no as site_no,
    int_downtime.from_s::double as from_s,
    int_downtime.to_s::double as to_s,
    int_downtime.class_rank as class_rank,
    int_downtime.is_open as is_open,
    int_downtime.is_clipped as is_clipped
from int_downtime
join ref_site on ref_site.site_id = int_downtime.site_id
where int_downtime.from_s is not null
order by int_downtime.event_no

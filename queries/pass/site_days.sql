-- One row per site and local day: when it starts and ends, in seconds since 1970, for the downtime
-- pass. `site_no` is the site's position.
select
    ref_site.site_no as site_no,
    date_diff('day', date '1970-01-01', cal_day.day_on)::integer as day_no,
    epoch(cal_day.starts_at)::double as starts_s,
    epoch(cal_day.ends_at)::double as ends_s
from cal_day
join ref_site on ref_site.site_id = cal_day.site_id
order by ref_site.site_no, cal_day.day_on

-- One row per downtime record, also those outside the observed window (they have no failure).
-- `day_on` is the site's day of its start; `failure_id` the effective failure it is part of.
-- `duration_s` is what the source says, start to end; overlaps are only merged in the components.
select
    downtime.id as id,
    downtime.source_id as source_id,
    downtime.key as source_key,
    downtime.site_id as site_id,
    downtime.asset_no as asset_no,
    downtime.started_at as started_at,
    downtime.ended_at as ended_at,
    downtime.announced_end_at as announced_end_at,
    downtime.time_class as time_class,
    downtime.class_rank::integer as class_rank,
    downtime.reason_raw as reason_raw,
    downtime.mode as mode,
    downtime.work_order_number as work_order_number,
    int_failure_event.id as failure_id,
    local_day(downtime.started_at, cal_utc.day_on, cal_utc.turn_1, cal_utc.turn_2) as day_on,
    date_diff('second', downtime.started_at, downtime.ended_at) as duration_s,
    false as is_propagated,
    downtime.record_url as record_url,
    downtime.run_no as run_no,
    downtime.line as line
from int_downtime as downtime
left join cal_utc
    on cal_utc.site_id = downtime.site_id and cal_utc.utc_on = downtime.started_at::date
left join pass_member on pass_member.event_no = downtime.event_no
left join int_failure_event on int_failure_event.failure_no = pass_member.failure_no
order by downtime.asset_no, downtime.started_at, downtime.id

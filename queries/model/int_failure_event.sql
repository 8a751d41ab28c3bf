-- One row per effective failure that the downtime pass found, of sources whose failures are their
-- unplanned stops: overlapping and touching unplanned records of one asset are one failure.
-- It is described by its first record, which is also the one that began first: `began_at` lies
-- before `started_at` when it was already running when the observation began.
select
    pass_failure.failure_no as failure_no,
    entity_id(first_record.source_id, 'failure', first_record.key) as id,
    first_record.source_id as source_id,
    first_record.site_id as site_id,
    first_record.asset_no as asset_no,
    make_timestamp((pass_failure.from_s * 1000000)::bigint) as started_at,
    first_record.started_at as began_at,
    make_timestamp((pass_failure.to_s * 1000000)::bigint) as restored_at,
    pass_failure.is_open as is_open,
    pass_failure.is_clipped as is_clipped,
    pass_failure.record_count as record_count,
    first_record.id as record_id,
    coalesce(first_record.mode, first_record.reason_raw) as mode,
    first_record.reason_raw as title
from pass_failure
join int_downtime as first_record on first_record.event_no = pass_failure.event_no
join ref_source on ref_source.source_id = first_record.source_id
where ref_source.failures_from = 'downtime'

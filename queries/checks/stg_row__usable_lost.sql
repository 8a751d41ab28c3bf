-- severity: stop
-- One row per run of a feed that took rows away which could be used and brought rows which cannot,
-- when those make up most of the feed now (at least three), or nothing that can be used is left.
-- A changed format of dates in a list without keys looks so. Rows whose key stayed are shown as
-- they were before, and are no loss.
with versions as (
    select source_id, feed, run_no, position, is_latest, deleted_no, excluded_reason from stg_asset
    union all
    select source_id, feed, run_no, position, is_latest, deleted_no, excluded_reason
    from stg_downtime
    union all
    select source_id, feed, run_no, position, is_latest, deleted_no, excluded_reason
    from stg_failure
    union all
    select source_id, feed, run_no, position, is_latest, deleted_no, excluded_reason
    from stg_work_order
),

judged as (
    select
        versions.*,
        int_refused.run_no is not null as is_refused,
        versions.is_latest or int_kept.run_no is not null as is_live
    from versions
    left join int_refused
        on int_refused.run_no = versions.run_no and int_refused.position = versions.position
    left join int_kept
        on int_kept.run_no = versions.run_no and int_kept.position = versions.position
),

usable as (
    select source_id, feed, count(*) filter (where is_live) as row_count
    from judged
    where not is_refused
    group by source_id, feed
),

brought as (
    select source_id, feed, run_no, count(*) as row_count
    from judged
    where is_refused and is_latest
    group by source_id, feed, run_no
),

lost as (
    select source_id, feed, deleted_no as run_no, count(*) as row_count
    from judged
    where not is_refused and not is_live and excluded_reason is null and deleted_no > run_no
    group by source_id, feed, deleted_no
)

select
    lost.source_id as source,
    lost.feed as feed,
    lost.run_no as run,
    lost.row_count as rows_taken_away,
    brought.row_count as rows_that_cannot_be_read,
    usable.row_count as rows_left
from lost
join brought on brought.source_id = lost.source_id and brought.feed = lost.feed
    and brought.run_no = lost.run_no
join usable on usable.source_id = lost.source_id and usable.feed = lost.feed
where usable.row_count = 0
    or (least(lost.row_count, brought.row_count) >= 3 and brought.row_count > usable.row_count)

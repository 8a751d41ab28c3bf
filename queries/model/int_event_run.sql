-- One row per run of a feed of stops or failures that told something. A state of a file of which
-- not one row could be used tells nothing, also when it is read again; an empty one tells that
-- there was nothing.
with refused as (
    select int_refused.run_no as run_no, count(*) as row_count
    from int_refused
    group by int_refused.run_no
),

silent as (
    select distinct
        ref_run.source_id as source_id,
        ref_run.feed as feed,
        ref_run.file_sha256 as file_sha256
    from ref_run
    left join refused on refused.run_no = ref_run.run_no
    where ref_run.rows_in > 0
        and ref_run.rows_unchanged = 0
        and ref_run.rows_landed <= coalesce(refused.row_count, 0)
)

select
    ref_run.source_id as source_id,
    ref_run.feed as feed,
    ref_run.run_no as run_no,
    ref_run.file_sha256 as file_sha256,
    ref_run.finished_at as finished_at
from ref_run
join ref_feed on ref_feed.source_id = ref_run.source_id and ref_feed.feed = ref_run.feed
join ref_source on ref_source.source_id = ref_run.source_id
anti join silent
    on silent.source_id = ref_run.source_id
    and silent.feed = ref_run.feed
    and silent.file_sha256 = ref_run.file_sha256
where ref_feed.entity in ('downtime', ref_source.failures_from)

-- One row per run that a later run of the same file followed: that run, and how many records of the
-- earlier state it no longer holds (`gone_count`). It covers the earlier state when none is gone: a
-- file that begins anew under an old name does not. What was unchanged or came again under a known
-- key is still there; changed records are only counted where records were rejected.
with states as (
    select
        ref_run.source_id as source_id,
        ref_run.feed as feed,
        ref_run.run_no as run_no,
        ref_run.rows_in as rows_in,
        ref_run.rows_rejected as rows_rejected,
        lead(ref_run.run_no) over file as next_no,
        lead(ref_run.rows_in) over file as next_rows_in,
        lead(ref_run.rows_unchanged) over file as next_unchanged
    from ref_run
    window file as (
        partition by ref_run.source_id, ref_run.feed, ref_run.file order by ref_run.run_no
    )
),

staged as (
    select source_id, feed, run_no, key from stg_asset
    union all
    select source_id, feed, run_no, key from stg_downtime
    union all
    select source_id, feed, run_no, key from stg_failure
    union all
    select source_id, feed, run_no, key from stg_work_order
),

changed as (
    select states.run_no as run_no, count(distinct newer.key) as row_count
    from states
    join staged as newer
        on newer.source_id = states.source_id
        and newer.feed = states.feed
        and newer.run_no = states.next_no
    join staged as known
        on known.source_id = newer.source_id
        and known.feed = newer.feed
        and known.key = newer.key
        and known.run_no < newer.run_no
    where states.rows_rejected > 0
    group by states.run_no
),

counted as (
    select
        states.*,
        states.rows_in - states.rows_rejected - states.next_unchanged
        - coalesce(changed.row_count, 0) as gone_count
    from states
    left join changed on changed.run_no = states.run_no
    where states.next_no is not null
)

select
    counted.run_no as run_no,
    counted.next_no as next_no,
    counted.gone_count as gone_count,
    counted.gone_count <= 0
    and (counted.rows_in > counted.rows_rejected or counted.next_rows_in >= counted.rows_in)
    as is_covered
from counted

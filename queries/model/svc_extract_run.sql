-- One row per complete run of the landing log. Rows in = loaded + unchanged + quarantined, always;
-- `rows_excluded` is the part of the loaded rows that a mapping rule leaves out of the model.
with refused as (
    select run_no, count(*)::integer as row_count from int_refused group by run_no
),

staged as (
    select run_no, excluded_reason from stg_asset
    union all
    select run_no, excluded_reason from stg_downtime
    union all
    select run_no, excluded_reason from stg_failure
    union all
    select run_no, excluded_reason from stg_work_order
),

staged_counts as (
    select
        staged.run_no as run_no,
        count(*)::integer as row_count,
        count(staged.excluded_reason)::integer as excluded_count
    from staged
    group by staged.run_no
)

select
    ref_run.run_no as run_no,
    ref_run.source_id as source_id,
    ref_run.feed as feed,
    ref_run.entity as entity,
    ref_run.file as file,
    ref_run.file_sha256 as file_sha256,
    ref_run.started_at as started_at,
    ref_run.finished_at as finished_at,
    ref_run.rows_in as rows_in,
    coalesce(staged_counts.row_count, 0) - coalesce(refused.row_count, 0) as rows_loaded,
    ref_run.rows_unchanged as rows_unchanged,
    ref_run.rows_rejected + coalesce(refused.row_count, 0) as rows_quarantined,
    ref_run.rows_deleted as rows_deleted,
    coalesce(staged_counts.excluded_count, 0) as rows_excluded
from ref_run
left join staged_counts on staged_counts.run_no = ref_run.run_no
left join refused on refused.run_no = ref_run.run_no
order by ref_run.run_no

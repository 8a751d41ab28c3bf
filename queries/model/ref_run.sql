-- One row per complete run of the landing log that this build reads, with the counts it wrote.
select
    run.run_no as run_no,
    run.source as source_id,
    run.feed as feed,
    run.entity as entity,
    run.file as file,
    run.file_sha256 as file_sha256,
    run.started_at as started_at,
    run.finished_at as finished_at,
    run.rows_in as rows_in,
    run.rows_landed as rows_landed,
    run.rows_unchanged as rows_unchanged,
    run.rows_deleted as rows_deleted,
    run.rows_rejected as rows_rejected,
    run.columns as columns
from (
    select
        unnest($runs::json::struct(
            run_no integer, source varchar, feed varchar, entity varchar, file varchar,
            file_sha256 varchar, started_at timestamp, finished_at timestamp, rows_in integer,
            rows_landed integer, rows_unchanged integer, rows_deleted integer,
            rows_rejected integer, columns varchar[]
        )[]) as run
)

-- One row per extraction run of the sources of one site: rows read and what became of them, so
-- that read = loaded + unchanged + quarantined can be seen; rows set aside by a mapping rule are a
-- part of the loaded ones. Runs of sources whose site the reader may not see are left out. Newest
-- run first.
select
    run.run_no::integer as run_no,
    run.source_id::varchar as source_id,
    source.title::varchar as source_title,
    run.feed::varchar as feed,
    run.entity::varchar as entity,
    run.file::varchar as file,
    run.file_sha256::varchar as file_sha256,
    run.started_at::timestamp as started_at,
    run.finished_at::timestamp as finished_at,
    run.rows_in::integer as rows_in,
    run.rows_loaded::integer as rows_loaded,
    run.rows_unchanged::integer as rows_unchanged,
    run.rows_quarantined::integer as rows_quarantined,
    run.rows_deleted::integer as rows_deleted,
    run.rows_excluded::integer as rows_excluded
from svc_extract_run as run
join dim_source as source
    on source.source_id = run.source_id
join dim_site as site
    on site.site_id = source.site_id
join allowed_site as allowed
    on allowed.site_id = site.site_id
where site.code = $site::varchar
order by run.run_no desc

-- One row: what this snapshot was made from, so that a figure can be told apart by what shaped it.
select
    $snapshot_id::varchar as snapshot_id,
    $built_at::timestamp as built_at,
    $landing_run_no::integer as landing_run_no,
    (select max(dim_source.data_to) from dim_source) as data_to,
    $definitions_version::varchar as definitions_version,
    $software_version::varchar as software_version,
    $tzdata::varchar as tzdata,
    $config_hash::varchar as config_hash,
    $queries_hash::varchar as queries_hash,
    $config_json::varchar as config_json

-- One row per refused row of the landing files in view, with its source columns as JSON, and the
-- later runs of the same file that hold a row at the same place that reads almost the same: where
-- content is the key, a repaired row comes under a new key.
with refused as (
    select
        landing.run_no as run_no,
        landing.position as position,
        landing.fields as fields,
        array_to_string(landing.fields, '|') as content
    from landing as landing
    semi join int_refused using (run_no, position)
),

alike as (
    select
        refused.run_no as run_no,
        refused.position as position,
        list(newer.run_no) as run_nos
    from refused
    join ref_run as old_run on old_run.run_no = refused.run_no
    join landing as newer
        on newer.position = refused.position
        and newer.run_no > refused.run_no
    join ref_run as new_run on new_run.run_no = newer.run_no and new_run.file = old_run.file
    where newer.kind = 'row'
        and jaro_winkler_similarity(array_to_string(newer.fields, '|'), refused.content) >= 0.9
    group by refused.run_no, refused.position
)

select
    refused.run_no as run_no,
    refused.position as position,
    payload_of(refused.fields, $columns::varchar[]) as payload,
    alike.run_nos as alike_run_nos
from refused
left join alike on alike.run_no = refused.run_no and alike.position = refused.position

-- severity: stop
-- One row per source and entity of which the model has more or fewer records than the landing log
-- has latest rows that are neither excluded by a mapping rule nor refused, and rows that are shown
-- in the place of refused ones.
with landed as (
    select 'work_order' as entity, source_id, run_no, position, is_latest, excluded_reason
    from stg_work_order
    union all
    select 'downtime', source_id, run_no, position, is_latest, excluded_reason
    from stg_downtime
    union all
    select 'failure', source_id, run_no, position, is_latest, excluded_reason
    from stg_failure
),

expected as (
    select landed.entity as entity, landed.source_id as source_id, count(*) as records
    from landed
    anti join int_refused using (run_no, position)
    left join int_kept as kept
        on kept.run_no = landed.run_no and kept.position = landed.position
    where (landed.is_latest or kept.run_no is not null) and landed.excluded_reason is null
    group by landed.entity, landed.source_id
),

found as (
    select 'work_order' as entity, source_id, count(*) as records
    from fct_work_order
    group by source_id
    union all
    select 'downtime', source_id, count(*) from fct_downtime group by source_id
    union all
    select 'failure', source_id, count(*) from int_live_failure group by source_id
)

select
    coalesce(expected.entity, found.entity) as entity,
    coalesce(expected.source_id, found.source_id) as source_id,
    expected.records as expected_records,
    found.records as found_records
from expected
full join found on found.entity = expected.entity and found.source_id = expected.source_id
where expected.records is distinct from found.records

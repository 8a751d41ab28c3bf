-- One row per record whose newest version was refused, with the version that is shown in its place:
-- the newest that can be read, unless the record was deleted since or a mapping rule leaves that
-- version out. `refused_no` is the run of the refused version, which stays in quarantine.
with refused as (
    select
        ref_run.source_id as source_id,
        ref_run.entity as entity,
        int_quarantine.key as key,
        max(int_quarantine.run_no) as refused_no
    from int_quarantine
    join ref_run on ref_run.run_no = int_quarantine.run_no
    where int_quarantine.is_latest
    group by ref_run.source_id, ref_run.entity, int_quarantine.key
),

versions as (
    select 'asset' as entity, source_id, feed, key, run_no, position, is_latest, deleted_no,
        excluded_reason
    from stg_asset
    union all
    select 'downtime', source_id, feed, key, run_no, position, is_latest, deleted_no,
        excluded_reason
    from stg_downtime
    union all
    select 'failure', source_id, feed, key, run_no, position, is_latest, deleted_no,
        excluded_reason
    from stg_failure
    union all
    select 'work_order', source_id, feed, key, run_no, position, is_latest, deleted_no,
        excluded_reason
    from stg_work_order
),

usable as (
    select
        versions.*,
        refused.refused_no as refused_no,
        row_number() over (
            partition by versions.source_id, versions.entity, versions.key
            order by versions.is_latest desc, versions.run_no desc
        ) as place
    from versions
    join refused
        on refused.source_id = versions.source_id
        and refused.entity = versions.entity
        and refused.key = versions.key
    anti join int_refused
        on int_refused.run_no = versions.run_no and int_refused.position = versions.position
    where coalesce(versions.deleted_no < versions.run_no, true)
)

select
    usable.source_id as source_id,
    usable.entity as entity,
    usable.feed as feed,
    usable.key as key,
    usable.run_no as run_no,
    usable.position as position,
    usable.refused_no as refused_no
from usable
where usable.place = 1 and not usable.is_latest and usable.excluded_reason is null

-- severity: warn
-- One row per source and entity with records dated after the run that read them, by their start or
-- their end: a wrong zone, a wrong clock or a mistyped year in the source is the usual cause. A day
-- known without a time counts when it had not begun anywhere.
with stamped as (
    select source_id, site_id, 'downtime' as entity, run_no, id,
        greatest(started_at, ended_at) as stated_at
    from fct_downtime
    union all
    select source_id, site_id, 'work_order', run_no, id,
        greatest(
            reported_at, started_at, ended_at, done_at,
            case when reported_at is null then reported_on end - interval 14 hour
        )
    from fct_work_order
    union all
    select failure.source_id, dim_asset.site_id, 'failure', failure.run_no,
        entity_id(failure.source_id, 'failure', failure.key),
        greatest(
            failure.detected_at, failure.restored_at, failure.detected_on - interval 14 hour
        )
    from int_live_failure as failure
    join dim_asset on dim_asset.asset_no = failure.asset_no
)
select
    stamped.source_id as source_id,
    stamped.site_id as site_id,
    stamped.entity as entity,
    'warn' as level,
    stamped.source_id as subject,
    count(*)::integer as count,
    null::varchar as detail,
    min(stamped.id) as example_id
from stamped
join ref_run on ref_run.run_no = stamped.run_no
where stamped.stated_at > ref_run.finished_at
group by stamped.source_id, stamped.site_id, stamped.entity

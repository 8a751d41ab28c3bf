-- severity: warn
-- One row per source with records dated after the run that read them: a wrong zone or a wrong clock
-- in the source is the usual cause.
with stamped as (
    select source_id, site_id, 'downtime' as entity, run_no, id, started_at as stated_at
    from fct_downtime
    union all
    select source_id, site_id, 'work_order', run_no, id, reported_at
    from fct_work_order
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

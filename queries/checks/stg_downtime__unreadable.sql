-- severity: quarantine
-- One row per field of a record that could not be read: not a time, not a number, a value that the
-- mapping does not name, nothing where something is required. Excluded rows are not judged.
with problems as (
    select
        stg_downtime.run_no as run_no,
        stg_downtime.position as position,
        stg_downtime.line as line,
        stg_downtime.key as key,
        stg_downtime.is_latest as is_latest,
        unnest(stg_downtime.problems) as problem
    from stg_downtime
    where stg_downtime.problems is not null and stg_downtime.excluded_reason is null
)
select
    problems.run_no as run_no,
    problems.position as position,
    problems.line as line,
    problems.key as key,
    problems.is_latest as is_latest,
    problems.problem.rule as rule,
    problems.problem.column_name as column_name,
    problems.problem.value as value,
    problems.problem.expected as expected
from problems
where problems.problem.rule <> 'end_before_start'

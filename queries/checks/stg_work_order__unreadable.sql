-- severity: quarantine
-- One row per field of a record that could not be read: not a time, not a number, a value that the
-- mapping does not name, nothing where something is required. Excluded rows are not judged.
with problems as (
    select
        stg_work_order.run_no as run_no,
        stg_work_order.position as position,
        stg_work_order.line as line,
        stg_work_order.key as key,
        stg_work_order.is_latest as is_latest,
        unnest(stg_work_order.problems) as problem
    from stg_work_order
    where stg_work_order.problems is not null and stg_work_order.excluded_reason is null
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

-- severity: quarantine
-- One row per field of a record that could not be read: not a time, not a number, a value that the
-- mapping does not name, nothing where something is required. Excluded rows are not judged.
with problems as (
    select
        stg_asset.run_no as run_no,
        stg_asset.position as position,
        stg_asset.line as line,
        stg_asset.key as key,
        stg_asset.is_latest as is_latest,
        unnest(stg_asset.problems) as problem
    from stg_asset
    where stg_asset.problems is not null and stg_asset.excluded_reason is null
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

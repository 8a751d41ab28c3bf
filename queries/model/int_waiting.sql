-- One row per source row that stands in quarantine: refused by a check, or rejected when it was
-- read. The first problem by its check and field is named, `message` holds all. A rejected row is
-- open while it stands in the newest state of its list (`full`) or of its file (`append`); read
-- again unchanged, it stays the one row it was.
with told as (
    select
        int_quarantine.run_no as run_no,
        int_quarantine.position as position,
        int_quarantine.line as line,
        int_quarantine.key as key,
        int_quarantine.is_latest as is_latest,
        int_quarantine.problem_no as problem_no,
        int_quarantine.rule as rule,
        int_quarantine.column_name as column_name,
        int_quarantine.value as value,
        int_quarantine.expected as expected,
        replace(
            replace(
                replace(
                    coalesce(ref_rule.message, int_quarantine.rule),
                    '{column}', coalesce(int_quarantine.column_name, '')
                ),
                '{value}', coalesce(int_quarantine.value, '')
            ),
            '{expected}', coalesce(int_quarantine.expected, '')
        ) as message,
        row_number() over (
            partition by
                int_quarantine.run_no, int_quarantine.position, int_quarantine.rule,
                int_quarantine.column_name
            order by int_quarantine.problem_no
        ) as first_of_kind
    from int_quarantine
    left join ref_rule on ref_rule.rule = int_quarantine.rule
),

refused as (
    select
        told.run_no as run_no,
        told.position as position,
        min(told.line) as line,
        min(told.key) as key,
        bool_or(told.is_latest) as is_latest,
        arg_min(told.rule, told.problem_no) as rule,
        arg_min_null(told.column_name, told.problem_no) as column_name,
        arg_min_null(told.value, told.problem_no) as value,
        arg_min_null(told.expected, told.problem_no) as expected,
        string_agg(told.message, '; ' order by told.problem_no) as message
    from told
    where told.first_of_kind = 1
    group by told.run_no, told.position
),

newest_runs as (
    select max(ref_run.run_no) as run_no
    from ref_run
    join ref_feed on ref_feed.source_id = ref_run.source_id and ref_feed.feed = ref_run.feed
    group by
        ref_run.source_id, ref_run.feed, case when not ref_feed.is_full then ref_run.file end
)

select
    refused.run_no as run_no,
    ref_run.source_id as source_id,
    ref_run.feed as feed,
    refused.position as position,
    refused.line as line,
    refused.key as key,
    refused.column_name as column_name,
    refused.value as value,
    refused.rule as rule,
    refused.message as message,
    refused.expected as expected,
    stg_payload.payload as payload,
    refused.is_latest and not coalesce(stg_payload.is_replaced, false) as is_open
from refused
join ref_run on ref_run.run_no = refused.run_no
left join stg_payload
    on stg_payload.run_no = refused.run_no and stg_payload.position = refused.position
union all
select
    min(stg_reject.run_no), ref_run.source_id, ref_run.feed, stg_reject.position,
    min(stg_reject.line), min(stg_reject.key), null, null, stg_reject.rule,
    min(stg_reject.message), null, stg_reject.payload, bool_or(newest_runs.run_no is not null)
from stg_reject
join ref_run on ref_run.run_no = stg_reject.run_no
left join newest_runs on newest_runs.run_no = stg_reject.run_no
group by
    ref_run.source_id, ref_run.feed, ref_run.file, stg_reject.position, stg_reject.rule,
    stg_reject.payload

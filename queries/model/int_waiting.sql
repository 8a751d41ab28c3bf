-- One row per source row that stands in quarantine: refused by a check, or rejected when it was
-- read. The first problem by its check and field is named, `message` holds all. A rejected row is
-- open while it stands in the newest state of its list (`full`), or until the next state of its
-- file (`append`) holds all else and not it; read again unchanged, it stays the one row it was. A
-- refused row whose content is its key counts as replaced when the next state of its file holds a
-- row like it in its place, and as many rows as such likenesses are gone from the file.
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

alike as (
    select stg_payload.run_no as run_no, stg_payload.position as position,
        unnest(stg_payload.alike_run_nos) as next_no
    from stg_payload
),

likenesses as (
    select
        alike.run_no as run_no,
        alike.position as position,
        int_next_state.gone_count as gone_count,
        count(*) over (partition by alike.next_no) as alike_count
    from alike
    join int_next_state on int_next_state.next_no = alike.next_no
    join ref_run on ref_run.run_no = alike.run_no
    join ref_feed on ref_feed.source_id = ref_run.source_id and ref_feed.feed = ref_run.feed
    where ref_feed.is_keyed_by_content
),

replaced as (
    select distinct likenesses.run_no as run_no, likenesses.position as position
    from likenesses
    where likenesses.alike_count <= likenesses.gone_count
),

newest_runs as (
    select ref_run.source_id as source_id, ref_run.feed as feed, max(ref_run.run_no) as run_no
    from ref_run
    group by ref_run.source_id, ref_run.feed
),

rejected as (
    select
        ref_run.source_id as source_id,
        ref_run.feed as feed,
        stg_reject.position as position,
        stg_reject.rule as rule,
        stg_reject.payload as payload,
        min(stg_reject.run_no) as run_no,
        max(stg_reject.run_no) as last_no,
        min(stg_reject.line) as line,
        min(stg_reject.key) as key,
        min(stg_reject.message) as message
    from stg_reject
    join ref_run on ref_run.run_no = stg_reject.run_no
    group by
        ref_run.source_id, ref_run.feed, ref_run.file, stg_reject.position, stg_reject.rule,
        stg_reject.payload
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
    refused.is_latest and replaced.run_no is null as is_open
from refused
join ref_run on ref_run.run_no = refused.run_no
left join stg_payload
    on stg_payload.run_no = refused.run_no and stg_payload.position = refused.position
left join replaced
    on replaced.run_no = refused.run_no and replaced.position = refused.position
union all
select
    rejected.run_no, rejected.source_id, rejected.feed, rejected.position, rejected.line,
    rejected.key, null, null, rejected.rule, rejected.message, null, rejected.payload,
    case
        when ref_feed.is_full then newest_runs.run_no = rejected.last_no
        else not coalesce(int_next_state.is_covered, false)
    end
from rejected
join ref_feed on ref_feed.source_id = rejected.source_id and ref_feed.feed = rejected.feed
join newest_runs
    on newest_runs.source_id = rejected.source_id and newest_runs.feed = rejected.feed
left join int_next_state on int_next_state.run_no = rejected.last_no

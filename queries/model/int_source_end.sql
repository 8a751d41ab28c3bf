-- One row per source with runs: until when it can tell anything, in whole seconds. `read_at` is the
-- end of its newest run. `known_at` is when the newest state of its stops and failures was first
-- seen: a file that is read again unchanged tells nothing new. Of several feeds the oldest counts.
with event_runs as (
    select
        ref_run.source_id as source_id,
        ref_run.feed as feed,
        ref_run.run_no as run_no,
        ref_run.file_sha256 as file_sha256,
        ref_run.finished_at as finished_at
    from ref_run
    join ref_feed on ref_feed.source_id = ref_run.source_id and ref_feed.feed = ref_run.feed
    join ref_source on ref_source.source_id = ref_run.source_id
    where ref_feed.entity in ('downtime', ref_source.failures_from)
),

newest as (
    select
        event_runs.source_id as source_id,
        event_runs.feed as feed,
        arg_max(event_runs.file_sha256, event_runs.run_no) as file_sha256
    from event_runs
    group by event_runs.source_id, event_runs.feed
),

seen as (
    select
        event_runs.source_id as source_id,
        event_runs.feed as feed,
        arg_min(event_runs.finished_at, event_runs.run_no) as seen_at
    from event_runs
    join newest
        on newest.source_id = event_runs.source_id
        and newest.feed = event_runs.feed
        and newest.file_sha256 = event_runs.file_sha256
    group by event_runs.source_id, event_runs.feed
),

behind as (
    select seen.source_id as source_id, min(seen.seen_at) as seen_at
    from seen
    group by seen.source_id
)

select
    ref_run.source_id as source_id,
    date_trunc('second', max(ref_run.finished_at)) as read_at,
    date_trunc('second', coalesce(min(behind.seen_at), max(ref_run.finished_at))) as known_at
from ref_run
left join behind on behind.source_id = ref_run.source_id
group by ref_run.source_id

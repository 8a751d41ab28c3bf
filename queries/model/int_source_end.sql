-- One row per source with runs: until when it can tell anything, in whole seconds. `read_at` is the
-- end of its newest run. `known_at` is when the newest state of its stops and failures was first
-- seen: a file that is read again unchanged tells nothing new. Of several feeds the oldest counts.
with newest as (
    select
        int_event_run.source_id as source_id,
        int_event_run.feed as feed,
        arg_max(int_event_run.file_sha256, int_event_run.run_no) as file_sha256
    from int_event_run
    group by int_event_run.source_id, int_event_run.feed
),

seen as (
    select
        int_event_run.source_id as source_id,
        int_event_run.feed as feed,
        arg_min(int_event_run.finished_at, int_event_run.run_no) as seen_at
    from int_event_run
    join newest
        on newest.source_id = int_event_run.source_id
        and newest.feed = int_event_run.feed
        and newest.file_sha256 = int_event_run.file_sha256
    group by int_event_run.source_id, int_event_run.feed
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

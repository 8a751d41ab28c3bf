-- severity: stop
-- One row per record that stands in two feeds of one entity of a source under the same key: feeds
-- of one entity share their keys, so that a record can move from one file to another.
with records as (
    select source_id, feed, 'asset' as entity, key, run_no, position, line
    from stg_asset
    where is_latest and excluded_reason is null
    union all
    select source_id, feed, 'downtime', key, run_no, position, line
    from stg_downtime
    where is_latest and excluded_reason is null
    union all
    select source_id, feed, 'failure', key, run_no, position, line
    from stg_failure
    where is_latest and excluded_reason is null
    union all
    select source_id, feed, 'work_order', key, run_no, position, line
    from stg_work_order
    where is_latest and excluded_reason is null
),

several as (
    select ref_feed.source_id as source_id, ref_feed.entity as entity
    from ref_feed
    group by ref_feed.source_id, ref_feed.entity
    having count(*) > 1
),

live as (
    select records.*
    from records
    semi join several
        on several.source_id = records.source_id and several.entity = records.entity
    anti join int_refused
        on int_refused.run_no = records.run_no and int_refused.position = records.position
)

select
    live.source_id as source,
    live.entity as entity,
    replace(live.key, chr(31), ' | ') as key,
    min(live.feed) as feed,
    arg_min(live.run_no, live.feed) as run,
    arg_min(live.line, live.feed) as line,
    max(live.feed) as other_feed,
    arg_max(live.run_no, live.feed) as other_run,
    arg_max(live.line, live.feed) as other_line
from live
group by live.source_id, live.entity, live.key
having count(distinct live.feed) > 1

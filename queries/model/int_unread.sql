-- One row per source and entity, its stops or what its failures come from, of which none of its
-- feeds has told anything so far, with the names of the feeds: that nothing stands in the landing
-- log is no observation.
select
    ref_feed.source_id as source_id,
    ref_feed.entity as entity,
    string_agg(ref_feed.feed, ', ' order by ref_feed.feed) as feeds
from ref_feed
join ref_source on ref_source.source_id = ref_feed.source_id
left join (select distinct source_id, feed from int_event_run) as told
    on told.source_id = ref_feed.source_id and told.feed = ref_feed.feed
where ref_feed.entity in ('downtime', ref_source.failures_from)
group by ref_feed.source_id, ref_feed.entity
having count(told.feed) = 0

-- One row per feed of the configuration.
select
    feed.source as source_id,
    feed.feed as feed,
    feed.entity as entity,
    feed.is_keyed_by_content as is_keyed_by_content,
    feed.is_full as is_full
from (
    select
        unnest($feeds::json::struct(
            source varchar, feed varchar, entity varchar, is_keyed_by_content boolean,
            is_full boolean
        )[]) as feed
)

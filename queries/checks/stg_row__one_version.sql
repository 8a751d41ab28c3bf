-- severity: stop
-- One row per key of a feed of which more than one version counts as the latest: the landing log
-- must hold one row a key and run.
with versions as (
    select source_id, feed, key from stg_asset where is_latest
    union all
    select source_id, feed, key from stg_downtime where is_latest
    union all
    select source_id, feed, key from stg_failure where is_latest
    union all
    select source_id, feed, key from stg_work_order where is_latest
)
select
    versions.source_id as source_id,
    versions.feed as feed,
    versions.key as key,
    count(*) as versions
from versions
group by versions.source_id, versions.feed, versions.key
having count(*) > 1

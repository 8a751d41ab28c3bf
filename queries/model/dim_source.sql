-- One row per source of the configuration with the window in which its assets were observed, from
-- the first asset's begin to the last one's end. Its data reach to that end, never further than its
-- newest run. `unread_*` names the feeds of its failures or its stops when none of them was ever
-- read: nothing can be said then.
with windows as (
    select
        dim_asset.source_id as source_id,
        min(dim_asset.observed_from) as observed_from,
        max(dim_asset.observed_to) as observed_to
    from dim_asset
    group by dim_asset.source_id
),

ends as (
    select 'downtime' as basis, source_id, bool_or(ended_at is not null) as has_ends
    from int_live_downtime
    group by source_id
    union all
    select 'failure', source_id, bool_or(restored_at is not null)
    from int_live_failure
    group by source_id
    union all
    select 'work_order', source_id, bool_or(coalesce(ended_at, done_at) is not null)
    from int_live_work_order
    where is_failure
    group by source_id
)

select
    ref_source.source_id as source_id,
    ref_source.title as title,
    ref_site.site_id as site_id,
    ref_source.attribution as attribution,
    ref_source.licence as licence,
    ref_source.is_generated as is_generated,
    ref_source.failures_from as failures_from,
    ref_source.has_stops and unread_stops.feeds is null as has_stops,
    coalesce(ends.has_ends, false) as has_ends,
    ref_source.has_register as has_register,
    ref_source.asset_noun_one as asset_noun_one,
    ref_source.asset_noun_many as asset_noun_many,
    ref_source.observation_basis as observation_basis,
    coalesce(windows.observed_from, ref_source.declared_from) as observed_from,
    coalesce(
        windows.observed_to, least(ref_source.declared_to, source_end.known_at)
    ) as observed_to,
    windows.observed_to as data_to,
    unread_failures.feeds as unread_failures,
    unread_stops.feeds as unread_stops
from ref_source
join ref_site on ref_site.code = ref_source.site_code
left join int_source_end as source_end on source_end.source_id = ref_source.source_id
left join windows on windows.source_id = ref_source.source_id
left join ends on ends.source_id = ref_source.source_id and ends.basis = ref_source.failures_from
left join int_unread as unread_failures
    on unread_failures.source_id = ref_source.source_id
    and unread_failures.entity = ref_source.failures_from
left join int_unread as unread_stops
    on unread_stops.source_id = ref_source.source_id and unread_stops.entity = 'downtime'
order by ref_source.source_id

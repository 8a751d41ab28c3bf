-- One row per group of failures (area, asset, equipment class, mode, cause or text), largest first.
-- Counts and costs are of effective failures that began in the period; hours are those of failures
-- inside the period, also of failures that began before it, where start and end are known. At most
-- `row_limit` groups are listed, none without anything to show; totals are of all (on a row without
-- group when none is listed), `category_count` of every group there is. An unstated one has no id.
with scope as (
    select
        asset.asset_no as asset_no,
        asset.id::varchar as id,
        asset.tag as tag,
        asset.area as area,
        asset.equipment_class as equipment_class,
        asset.site_id as site_id,
        asset.observed_from as observed_from,
        asset.observed_to as observed_to
    from dim_asset as asset
    join allowed_site as allowed on allowed.site_id = asset.site_id
    join dim_site as site on site.site_id = asset.site_id
    where asset.is_counted
        and site.code = $site::varchar
        and asset.source_id = $source::varchar
        and ($asset::varchar = '' or asset.asset_no in (
            select below.asset_no
            from closure as below
            join dim_asset as node on node.asset_no = below.ancestor_no
            where node.id::varchar = $asset::varchar
        ))
),
period as (
    select
        min(day.starts_at) as starts_at,
        max(day.ends_at) as ends_at
    from cal_day as day
    join dim_site as site on site.site_id = day.site_id
    where site.code = $site::varchar
        and day.day_on >= $from::date
        and day.day_on < $to::date
),
events as (
    select
        failure.asset_no as asset_no,
        case $dimension::varchar
            when 'area' then coalesce(scope.area, '')
            when 'asset' then scope.id
            when 'equipment_class' then coalesce(scope.equipment_class, '')
            when 'mode' then coalesce(failure.mode, '')
            when 'cause' then coalesce(failure.cause, '')
            else coalesce(failure.text_key, '')
        end as group_id,
        case $dimension::varchar
            when 'asset' then scope.tag
            when 'text' then failure.title
        end as label,
        failure.day_on >= $from::date and failure.day_on < $to::date as is_inside,
        failure.cost as cost,
        case
            when failure.started_at is not null
                and (failure.restored_at is not null or failure.is_open)
            then greatest(0, date_diff(
                'second',
                greatest(failure.started_at, period.starts_at),
                least(coalesce(failure.restored_at, scope.observed_to), period.ends_at)
            ))
        end as down_s
    from fct_failure as failure
    join scope on scope.asset_no = failure.asset_no
    cross join period
    where (failure.day_on >= $from::date and failure.day_on < $to::date)
        or (
            failure.started_at < period.starts_at
            and (failure.is_open or failure.restored_at is not null)
            and coalesce(failure.restored_at, scope.observed_to) > period.starts_at
        )
),
categories as (
    select distinct
        case $dimension::varchar
            when 'area' then coalesce(scope.area, '')
            when 'asset' then scope.id
            else coalesce(scope.equipment_class, '')
        end as group_id
    from scope
    cross join period
    where $dimension::varchar in ('area', 'asset', 'equipment_class')
        and scope.observed_from < period.ends_at
        and scope.observed_to > period.starts_at
    union
    select distinct events.group_id
    from events
),
groups as (
    select
        events.group_id as group_id,
        min(events.label) as label,
        count(distinct events.asset_no) as assets,
        count(case when events.is_inside then 1 end) as failures,
        sum(events.down_s)::bigint as down_s,
        sum(case when events.is_inside then events.cost end) as total_cost,
        count(case when events.is_inside then events.cost end) as costed
    from events
    group by events.group_id
),
valued as (
    select
        groups.*,
        case $measure::varchar
            when 'hours' then groups.down_s::double / 3600.0
            when 'cost' then groups.total_cost::double
            else groups.failures::double
        end as value
    from groups
),
totals as (
    select
        case $measure::varchar
            when 'hours' then sum(valued.down_s)::double / 3600.0
            when 'cost' then sum(valued.total_cost)::double
            else sum(valued.failures)::double
        end as value,
        count(case when valued.value <> 0 then 1 end) as listed,
        sum(case when valued.value <> 0 then valued.failures end) as failures,
        sum(case when valued.value <> 0 then valued.down_s end) as down_s,
        sum(case when valued.value <> 0 then valued.total_cost end) as total_cost,
        (select count(*) from events where events.is_inside) as began,
        (select count(*) from events where events.down_s is null) as undated
    from valued
    having count(*) > 0
)
select
    listed.group_id::varchar as group_id,
    coalesce(listed.label, listed.group_id)::varchar as group_label,
    listed.assets::integer as asset_count,
    listed.failures::integer as failure_count,
    listed.down_s::double / 3600.0 as downtime_h,
    listed.total_cost::double as cost,
    listed.costed::integer as costed_count,
    listed.value::double as value,
    (select count(*) from categories)::integer as category_count,
    totals.listed::integer as list_count,
    totals.value::double as total_value,
    totals.failures::integer as total_failures,
    totals.down_s::double / 3600.0 as total_down_h,
    totals.total_cost::double as total_cost,
    totals.began::integer as began_count,
    totals.undated::integer as undated_count
from totals
left join valued as listed on listed.value <> 0
order by listed.value desc nulls last, listed.group_id
limit $row_limit::bigint

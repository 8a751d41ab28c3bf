-- One row per group of failures (area, asset, equipment class, mode, cause or text), largest first.
-- Counts and costs are of effective failures that began in the period; hours are those of failures
-- inside the period, also of failures that began before it. Groups without anything to show are
-- not listed, and at most `row_limit` of them; totals are of all, and `category_count` counts every
-- group there is. An unstated group has an empty id.
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
        case when failure.restored_at is not null or failure.is_open then date_diff(
            'second',
            greatest(failure.started_at, period.starts_at),
            least(coalesce(failure.restored_at, scope.observed_to), period.ends_at)
        ) end as down_s
    from fct_failure as failure
    join scope on scope.asset_no = failure.asset_no
    cross join period
    where (failure.day_on >= $from::date and failure.day_on < $to::date)
        or (
            failure.started_at < period.starts_at
            and (failure.is_open or failure.restored_at > period.starts_at)
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
)
select
    valued.group_id::varchar as group_id,
    coalesce(valued.label, valued.group_id)::varchar as group_label,
    valued.assets::integer as asset_count,
    valued.failures::integer as failure_count,
    valued.down_s::double / 3600.0 as downtime_h,
    valued.total_cost::double as cost,
    valued.costed::integer as costed_count,
    valued.value::double as value,
    (select count(*) from categories)::integer as category_count,
    count(*) over ()::integer as list_count,
    case $measure::varchar
        when 'hours' then sum(valued.down_s) over ()::double / 3600.0
        when 'cost' then sum(valued.total_cost) over ()::double
        else sum(valued.failures) over ()::double
    end as total_value,
    sum(valued.failures) over ()::integer as total_failures,
    sum(valued.down_s) over ()::double / 3600.0 as total_down_h,
    sum(valued.total_cost) over ()::double as total_cost
from valued
where valued.value is not null
    and valued.value <> 0
order by valued.value desc, valued.group_id
limit $row_limit::bigint

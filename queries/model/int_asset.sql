-- One row per node that exists: sites with a source, areas that a register names, assets of
-- registers, and assets that only records name. `stated_parent_no` is the parent by the source;
-- `home_no` the node to stand under without one: the area, else the site.
with areas as (
    select distinct source_id, area from int_register where area is not null
),

assets as (
    select source_id, source_key, true as is_registered from int_register
    union all
    select int_mention.source_id, int_tag.source_key, false as is_registered
    from int_mention
    join int_tag on int_tag.source_id = int_mention.source_id and int_tag.text = int_mention.tag
    anti join int_register
        on int_register.source_id = int_mention.source_id
        and int_register.source_key = int_tag.source_key
    where int_mention.is_live
),

places as (
    select
        'site' as kind,
        number.asset_no as asset_no,
        number.source_id as source_id,
        number.source_key as source_key
    from int_number as number
    where number.kind = 'site'
)

select
    places.asset_no as asset_no,
    places.kind as kind,
    places.source_id as source_id,
    places.source_key as source_key,
    ref_site.site_id as site_id,
    null::integer as stated_parent_no,
    null::integer as home_no,
    false as is_registered
from places
join ref_site on ref_site.code = places.source_key
union all
select
    number.asset_no, 'area', areas.source_id, areas.area, ref_site.site_id,
    null, places.asset_no, false
from areas
join ref_source on ref_source.source_id = areas.source_id
join ref_site on ref_site.code = ref_source.site_code
join places on places.source_key = ref_source.site_code
join int_number as number
    on number.kind = 'area'
    and number.source_id = areas.source_id
    and number.source_key = areas.area
union all
select
    number.asset_no, 'asset', assets.source_id, assets.source_key, ref_site.site_id,
    parent.asset_no, coalesce(area.asset_no, places.asset_no), assets.is_registered
from assets
join ref_source on ref_source.source_id = assets.source_id
join ref_site on ref_site.code = ref_source.site_code
join places on places.source_key = ref_source.site_code
join int_number as number
    on number.kind = 'asset'
    and number.source_id = assets.source_id
    and number.source_key = assets.source_key
left join int_register as register
    on register.source_id = assets.source_id and register.source_key = assets.source_key
left join int_number as area
    on area.kind = 'area' and area.source_id = assets.source_id and area.source_key = register.area
left join int_tag as parent_tag
    on parent_tag.source_id = assets.source_id and parent_tag.text = register.parent_tag
left join int_number as parent
    on parent.kind = 'asset'
    and parent.source_id = assets.source_id
    and parent.source_key = parent_tag.source_key
    and parent.asset_no <> number.asset_no

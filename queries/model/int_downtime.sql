-- One row per downtime record in the order the downtime pass reads it: by asset, then by start as
-- far as it was observed. `from_s` and `to_s` are seconds since 1970, cut to the asset's
-- observation; both are null when the record lies outside it. An end that was not observed is open.
with records as (
    select
        entity_id(downtime.source_id, 'downtime', downtime.key) as id,
        downtime.*,
        dim_asset.site_id as site_id,
        dim_asset.observed_from as observed_from,
        dim_asset.observed_to as observed_to,
        case downtime.time_class
            when 'unplanned' then 1
            when 'planned' then 2
            else 3
        end as class_rank,
        downtime.ended_at is null or downtime.ended_at > dim_asset.observed_to as is_open,
        downtime.started_at < dim_asset.observed_from
        or coalesce(downtime.ended_at > dim_asset.observed_to, false) as is_clipped,
        downtime.started_at < dim_asset.observed_to
        and (
            downtime.started_at >= dim_asset.observed_from
            or coalesce(downtime.ended_at, dim_asset.observed_to) > dim_asset.observed_from
        ) as is_observed
    from int_live_downtime as downtime
    join dim_asset on dim_asset.asset_no = downtime.asset_no
)
select
    row_number() over (
        order by
            records.asset_no,
            greatest(records.started_at, records.observed_from),
            records.started_at,
            records.id
    ) as event_no,
    records.* exclude (is_observed),
    case
        when records.is_observed
            then epoch(greatest(records.started_at, records.observed_from))::bigint
    end as from_s,
    case
        when records.is_observed
            then epoch(
                least(coalesce(records.ended_at, records.observed_to), records.observed_to)
            )::bigint
    end as to_s
from records
order by event_no

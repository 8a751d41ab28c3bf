-- One row per asset (not per place) with the instants it was under observation from and to: the
-- source's window, or its own records' days, cut to its time in service. Null when nothing was
-- observed; `to` equals `from` when it was never in service inside the window. A declared end that
-- lies ahead of the newest run is that run: nothing was observed after it.
with newest_end as (
    select source_id, max(ended_at) as ended_at from int_live_downtime group by source_id
),

newest_run as (
    select source_id, max(finished_at) as finished_at from ref_run group by source_id
),

windows as (
    select
        int_asset.asset_no as asset_no,
        int_asset.site_id as site_id,
        ref_site.time_zone as time_zone,
        register.commissioned_on as commissioned_on,
        register.decommissioned_on as decommissioned_on,
        case ref_source.observation_basis
            when 'records_of_asset' then least(
                first_day.starts_at, first_known_day.starts_at
            )
            else ref_source.declared_from
        end as from_at,
        case ref_source.observation_basis
            when 'records_of_asset' then greatest(last_day.ends_at, last_known_day.ends_at)
            when 'until_last_end' then newest_end.ended_at
            else least(ref_source.declared_to, newest_run.finished_at)
        end as to_at
    from int_asset
    join ref_source on ref_source.source_id = int_asset.source_id
    join ref_site on ref_site.site_id = int_asset.site_id
    left join newest_end on newest_end.source_id = int_asset.source_id
    left join newest_run on newest_run.source_id = int_asset.source_id
    left join int_register as register
        on register.source_id = int_asset.source_id and register.source_key = int_asset.source_key
    left join int_span on int_span.asset_no = int_asset.asset_no
    left join cal_day as first_day
        on first_day.site_id = int_asset.site_id
        and first_day.day_on = timezone(ref_site.time_zone, int_span.first_at::timestamptz)::date
    left join cal_day as last_day
        on last_day.site_id = int_asset.site_id
        and last_day.day_on = timezone(ref_site.time_zone, int_span.last_at::timestamptz)::date
    left join cal_day as first_known_day
        on first_known_day.site_id = int_asset.site_id
        and first_known_day.day_on = int_span.first_on
    left join cal_day as last_known_day
        on last_known_day.site_id = int_asset.site_id and last_known_day.day_on = int_span.last_on
    where int_asset.kind = 'asset'
),

in_service as (
    select
        windows.*,
        coalesce(
            commissioned.starts_at,
            timezone(windows.time_zone, windows.commissioned_on::timestamp)::timestamp
        ) as service_from,
        coalesce(
            decommissioned.starts_at,
            timezone(windows.time_zone, windows.decommissioned_on::timestamp)::timestamp
        ) as service_to
    from windows
    left join cal_day as commissioned
        on commissioned.site_id = windows.site_id and commissioned.day_on = windows.commissioned_on
    left join cal_day as decommissioned
        on decommissioned.site_id = windows.site_id
        and decommissioned.day_on = windows.decommissioned_on
    where windows.from_at is not null and windows.to_at is not null
)

select
    in_service.asset_no as asset_no,
    greatest(in_service.from_at, in_service.service_from) as observed_from,
    greatest(
        least(in_service.to_at, in_service.service_to),
        greatest(in_service.from_at, in_service.service_from)
    ) as observed_to
from in_service

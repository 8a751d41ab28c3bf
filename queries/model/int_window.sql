-- One row per asset (not per place) that was observed, with the instants from and to: the source's
-- window, or its own records' days, cut to its time in service. No window reaches beyond the newest
-- run, nor a declared one beyond what the source is known to have told. A stop that has not ended
-- keeps its asset observed for as long as the source is known. A source whose failures were never
-- read has observed nothing.
with newest_end as (
    select downtime.source_id as source_id, max(downtime.ended_at) as ended_at
    from int_live_downtime as downtime
    join int_source_end as source_end on source_end.source_id = downtime.source_id
    where downtime.ended_at <= source_end.read_at
    group by downtime.source_id
),

windows as (
    select
        int_asset.asset_no as asset_no,
        int_asset.site_id as site_id,
        ref_site.time_zone as time_zone,
        register.commissioned_on as commissioned_on,
        register.decommissioned_on as decommissioned_on,
        source_end.read_at as read_at,
        case ref_source.observation_basis
            when 'records_of_asset' then least(
                first_day.starts_at, first_known_day.starts_at
            )
            else ref_source.declared_from
        end as from_at,
        case ref_source.observation_basis
            when 'records_of_asset' then greatest(
                last_day.ends_at, last_known_day.ends_at, int_span.running_to
            )
            when 'until_last_end' then newest_end.ended_at
            else least(ref_source.declared_to, source_end.known_at)
        end as to_at
    from int_asset
    join ref_source on ref_source.source_id = int_asset.source_id
    join ref_site on ref_site.site_id = int_asset.site_id
    join int_source_end as source_end on source_end.source_id = int_asset.source_id
    left join newest_end on newest_end.source_id = int_asset.source_id
    left join int_register as register
        on register.source_id = int_asset.source_id and register.source_key = int_asset.source_key
    left join int_span on int_span.asset_no = int_asset.asset_no
    left join cal_day as first_day
        on first_day.site_id = int_asset.site_id
        and first_day.day_on
        = timezone(ref_site.time_zone, int_span.watched_from::timestamptz)::date
    left join cal_day as last_day
        on last_day.site_id = int_asset.site_id
        and last_day.day_on = timezone(ref_site.time_zone, int_span.watched_to::timestamptz)::date
    left join cal_day as first_known_day
        on first_known_day.site_id = int_asset.site_id
        and first_known_day.day_on = int_span.watched_from_on
    left join cal_day as last_known_day
        on last_known_day.site_id = int_asset.site_id
        and last_known_day.day_on = int_span.watched_to_on
    anti join int_unread
        on int_unread.source_id = int_asset.source_id
        and int_unread.entity = ref_source.failures_from
    where int_asset.kind = 'asset'
),

in_service as (
    select
        windows.asset_no as asset_no,
        greatest(
            windows.from_at,
            coalesce(
                commissioned.starts_at,
                timezone(windows.time_zone, windows.commissioned_on::timestamp)::timestamp
            )
        ) as observed_from,
        least(
            windows.to_at,
            windows.read_at,
            coalesce(
                decommissioned.starts_at,
                timezone(windows.time_zone, windows.decommissioned_on::timestamp)::timestamp
            )
        ) as observed_to
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
    in_service.observed_from as observed_from,
    in_service.observed_to as observed_to
from in_service
where in_service.observed_from < in_service.observed_to

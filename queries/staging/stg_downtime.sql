-- One row per version of a downtime record in the landing log, read by its feed's mapping.
-- `problems` says what could not be read; such a row is quarantined, never loaded in part.
-- Deletions are not rows: they only make older versions not the latest.
with texts as (
    select
        $source_id::varchar as source_id,
        $feed::varchar as feed,
        landing.run_no as run_no,
        landing.position as position,
        landing.line as line,
        landing.key as key,
        newest.run_no is null or newest.run_no = landing.run_no as is_latest,
        newest.deleted_no as deleted_no,
        exclusion_of(landing.fields, $exclude::json) as excluded_reason,
        text_of(landing.fields, $asset::json) as asset_text,
        text_of(landing.fields, $started_at::json) as started_text,
        text_of(landing.fields, $ended_at::json) as ended_text,
        text_of(landing.fields, $announced_end_at::json) as announced_text,
        text_of(landing.fields, $reason::json) as reason_raw_text,
        text_of(landing.fields, $time_class::json) as class_text,
        text_of(landing.fields, $work_order::json) as work_order_number_text,
        text_of(landing.fields, $mode::json) as mode_text,
        text_of(landing.fields, $url::json) as record_url_text
    from landing as landing
    left join landing_newest as newest on newest.key = landing.key
    where landing.kind = 'row'
),
walls as (
    select
        texts.*,
        local_of(started_text, $started_at::json) as started_wall,
        local_of(ended_text, $ended_at::json) as ended_wall,
        local_of(announced_text, $announced_end_at::json) as announced_wall
    from texts
),
typed as (
    select
        walls.*,
        value_of(asset_text, $asset::json) as asset,
        value_of(reason_raw_text, $reason::json) as reason_raw,
        value_of(work_order_number_text, $work_order::json) as work_order_number,
        value_of(mode_text, $mode::json) as mode,
        value_of(record_url_text, $url::json) as record_url,
        instant_of(started_text, started_wall, z1.offset_s, $started_at::json) as started_at,
        end_of(ended_text, ended_wall, z2.offset_s, $ended_at::json, started_at) as ended_at,
        instant_of(announced_text, announced_wall, z3.offset_s, $announced_end_at::json)
        as announced_end_at,
        is_twice(started_wall, zone_of($started_at::json), z1.offset_s)
        or is_twice(ended_wall, zone_of($ended_at::json), z2.offset_s) as is_twice,
        coalesce(value_of(class_text, $time_class::json), 'unknown') as time_class
    from walls
    left join zone_day as z1
        on z1.zone = zone_of($started_at::json) and z1.day_on = started_wall::date
    left join zone_day as z2 on z2.zone = zone_of($ended_at::json) and z2.day_on = ended_wall::date
    left join zone_day as z3
        on z3.zone = zone_of($announced_end_at::json) and z3.day_on = announced_wall::date
),
judged as (
    select
        typed.*,
        is_word_refused(asset_text, asset, $asset::json)
        or is_refused(started_text, is_in_range(started_at), $started_at::json)
        or is_refused(ended_text, is_in_range(ended_at), $ended_at::json)
        or is_refused(announced_text, is_in_range(announced_end_at), $announced_end_at::json)
        or is_word_refused(reason_raw_text, reason_raw, $reason::json)
        or is_class_refused(class_text, $time_class::json)
        or is_word_refused(work_order_number_text, work_order_number, $work_order::json)
        or is_word_refused(mode_text, mode, $mode::json)
        or is_word_refused(record_url_text, record_url, $url::json)
        or coalesce(ended_at < started_at, false) as is_bad
    from typed
)
select
    columns(lambda name: not regexp_full_match(name, 'is_bad|.*_(text|wall)')),
    case when is_bad then list_filter([
        word_refusal(asset_text, asset, $asset::json),
        time_refusal(started_text, started_wall, started_at, $started_at::json),
        time_refusal(ended_text, ended_wall, ended_at, $ended_at::json),
        time_refusal(announced_text, announced_wall, announced_end_at, $announced_end_at::json),
        word_refusal(reason_raw_text, reason_raw, $reason::json),
        class_refusal(class_text, $time_class::json),
        word_refusal(work_order_number_text, work_order_number, $work_order::json),
        word_refusal(mode_text, mode, $mode::json),
        word_refusal(record_url_text, record_url, $url::json),
        order_refusal(started_text, started_at, ended_text, ended_at, $ended_at::json)
    ], lambda problem: problem is not null) end as problems
from judged

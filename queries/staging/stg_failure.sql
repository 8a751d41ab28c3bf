-- One row per version of a failure record in the landing log, read by its feed's mapping.
-- `problems` says what could not be read; such a row is quarantined, never loaded in part.
-- A failure of which only the day is known has `detected_on` and no `detected_at`.
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
        text_of(landing.fields, $detected_at::json) as detected_text,
        text_of(landing.fields, $restored_at::json) as restored_text,
        text_of(landing.fields, $mode::json) as mode_text,
        text_of(landing.fields, $mechanism::json) as mechanism_text,
        text_of(landing.fields, $cause::json) as cause_text,
        text_of(landing.fields, $text::json) as title_text,
        text_of(landing.fields, $work_order::json) as work_order_number_text,
        text_of(landing.fields, $url::json) as record_url_text
    from landing as landing
    left join landing_newest as newest on newest.key = landing.key
    where landing.kind = 'row'
),
walls as (
    select
        texts.*,
        local_of(detected_text, $detected_at::json) as detected_wall,
        local_of(restored_text, $restored_at::json) as restored_wall
    from texts
),
typed as (
    select
        walls.*,
        value_of(asset_text, $asset::json) as asset,
        value_of(mode_text, $mode::json) as mode,
        value_of(mechanism_text, $mechanism::json) as mechanism,
        value_of(cause_text, $cause::json) as cause,
        value_of(title_text, $text::json) as title,
        value_of(work_order_number_text, $work_order::json) as work_order_number,
        value_of(record_url_text, $url::json) as record_url,
        instant_of(detected_text, detected_wall, z1.offset_s, $detected_at::json) as detected_at,
        only_day_of(detected_text, $detected_at::json) as detected_on,
        end_of(restored_text, restored_wall, z2.offset_s, $restored_at::json, detected_at)
        as restored_at,
        is_twice(detected_wall, zone_of($detected_at::json), z1.offset_s)
        or is_twice(restored_wall, zone_of($restored_at::json), z2.offset_s) as is_twice
    from walls
    left join zone_day as z1
        on z1.zone = zone_of($detected_at::json) and z1.day_on = detected_wall::date
    left join zone_day as z2
        on z2.zone = zone_of($restored_at::json) and z2.day_on = restored_wall::date
),
judged as (
    select
        typed.*,
        is_word_refused(asset_text, asset, $asset::json)
        or is_refused(
            detected_text, is_in_range(coalesce(detected_at, detected_on)), $detected_at::json
        )
        or is_refused(restored_text, is_in_range(restored_at), $restored_at::json)
        or is_word_refused(mode_text, mode, $mode::json)
        or is_word_refused(mechanism_text, mechanism, $mechanism::json)
        or is_word_refused(cause_text, cause, $cause::json)
        or is_word_refused(title_text, title, $text::json)
        or is_word_refused(work_order_number_text, work_order_number, $work_order::json)
        or is_word_refused(record_url_text, record_url, $url::json)
        or coalesce(restored_at < detected_at, false) as is_bad
    from typed
)
select
    columns(lambda name: not regexp_full_match(name, 'is_bad|.*_(text|wall)')),
    case when is_bad then list_filter([
        word_refusal(asset_text, asset, $asset::json),
        time_refusal(
            detected_text, detected_wall, coalesce(detected_at, detected_on), $detected_at::json
        ),
        time_refusal(restored_text, restored_wall, restored_at, $restored_at::json),
        word_refusal(mode_text, mode, $mode::json),
        word_refusal(mechanism_text, mechanism, $mechanism::json),
        word_refusal(cause_text, cause, $cause::json),
        word_refusal(title_text, title, $text::json),
        word_refusal(work_order_number_text, work_order_number, $work_order::json),
        word_refusal(record_url_text, record_url, $url::json),
        order_refusal(detected_text, detected_at, restored_text, restored_at, $restored_at::json)
    ], lambda problem: problem is not null) end as problems
from judged

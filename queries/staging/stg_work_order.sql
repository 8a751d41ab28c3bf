-- One row per version of a work order in the landing log, read by its feed's mapping. A row with
-- `problems` is quarantined, never loaded in part. `reported_on` alone: only the day is known.
with texts as (
    select
        $source_id::varchar as source_id,
        $feed::varchar as feed,
        landing.run_no as run_no,
        landing.position as position,
        landing.line as line,
        landing.key as key, newest.deleted_no as deleted_no,
        newest.run_no is null or newest.run_no = landing.run_no as is_latest,
        exclusion_of(landing.fields, $exclude::json) as excluded_reason,
        text_of(landing.fields, $number::json) as number_text,
        text_of(landing.fields, $asset::json) as asset_text,
        text_of(landing.fields, $title::json) as title_text,
        text_of(landing.fields, $description::json) as description_text,
        text_of(landing.fields, $work_class::json) as work_class_raw,
        text_of(landing.fields, $is_failure::json) as failure_text,
        text_of(landing.fields, $status::json) as status_raw,
        text_of(landing.fields, $priority::json) as priority_raw_text,
        text_of(landing.fields, $reported_at::json) as reported_text,
        text_of(landing.fields, $started_at::json) as started_text,
        text_of(landing.fields, $ended_at::json) as ended_text,
        text_of(landing.fields, $done_at::json) as done_text,
        text_of(landing.fields, $closed_at::json) as closed_text,
        text_of(landing.fields, $due_on::json) as due_text,
        text_of(landing.fields, $mode::json) as mode_text,
        text_of(landing.fields, $mechanism::json) as mechanism_text,
        text_of(landing.fields, $cause::json) as cause_text,
        text_of(landing.fields, $labor::json) as labor_text,
        text_of(landing.fields, $estimated::json) as estimated_text,
        text_of(landing.fields, $cost::json) as cost_text,
        text_of(landing.fields, $currency::json) as currency_text,
        text_of(landing.fields, $parent::json) as parent_number_text,
        text_of(landing.fields, $url::json) as record_url_text
    from landing as landing
    left join landing_newest as newest on newest.key = landing.key
    where landing.kind = 'row'
),
walls as (
    select
        texts.*,
        local_of(reported_text, $reported_at::json) as reported_wall,
        local_of(started_text, $started_at::json) as started_wall,
        local_of(ended_text, $ended_at::json) as ended_wall,
        local_of(done_text, $done_at::json) as done_wall,
        local_of(closed_text, $closed_at::json) as closed_wall
    from texts
),
typed as (
    select
        walls.*,
        value_of(number_text, $number::json) as number,
        value_of(asset_text, $asset::json) as asset,
        value_of(title_text, $title::json) as title,
        value_of(description_text, $description::json) as description,
        value_of(priority_raw_text, $priority::json) as priority_raw,
        value_of(mode_text, $mode::json) as mode,
        value_of(mechanism_text, $mechanism::json) as mechanism,
        value_of(cause_text, $cause::json) as cause,
        value_of(currency_text, $currency::json) as currency,
        value_of(parent_number_text, $parent::json) as parent_number,
        value_of(record_url_text, $url::json) as record_url,
        coalesce(value_of(work_class_raw, $work_class::json), 'unknown') as work_class,
        failure_of(failure_text, work_class_raw, $is_failure::json, $work_class::json)
        as is_failure,
        coalesce(value_of(status_raw, $status::json), 'unknown') as status_class,
        instant_of(reported_text, reported_wall, z1.offset_s, $reported_at::json) as reported_at,
        only_day_of(reported_text, $reported_at::json) as reported_on,
        coalesce(reported_at, reported_on) as reported_or_day_wall,
        instant_of(started_text, started_wall, z2.offset_s, $started_at::json) as started_at,
        greatest(reported_at, started_at) as begun_wall,
        end_of(ended_text, ended_wall, z3.offset_s, $ended_at::json, begun_wall) as ended_at,
        end_of(done_text, done_wall, z4.offset_s, $done_at::json, begun_wall) as done_at,
        instant_of(closed_text, closed_wall, z5.offset_s, $closed_at::json) as closed_at,
        is_twice(reported_wall, zone_of($reported_at::json), z1.offset_s)
        or is_twice(started_wall, zone_of($started_at::json), z2.offset_s)
        or is_twice(ended_wall, zone_of($ended_at::json), z3.offset_s)
        or is_twice(done_wall, zone_of($done_at::json), z4.offset_s) as is_twice,
        day_of(due_text, $due_on::json) as due_on,
        seconds_of(labor_text, $labor::json) as labor_s,
        seconds_of(estimated_text, $estimated::json) as estimated_s,
        number_of(cost_text, $cost::json) as cost
    from walls
    left join zone_day as z1
        on z1.zone = zone_of($reported_at::json) and z1.day_on = reported_wall::date
    left join zone_day as z2
        on z2.zone = zone_of($started_at::json) and z2.day_on = started_wall::date
    left join zone_day as z3 on z3.zone = zone_of($ended_at::json) and z3.day_on = ended_wall::date
    left join zone_day as z4 on z4.zone = zone_of($done_at::json) and z4.day_on = done_wall::date
    left join zone_day as z5
        on z5.zone = zone_of($closed_at::json) and z5.day_on = closed_wall::date
),
judged as (
    select
        typed.*,
        is_word_refused(number_text, number, $number::json)
        or is_word_refused(asset_text, asset, $asset::json)
        or is_word_refused(title_text, title, $title::json)
        or is_word_refused(description_text, description, $description::json)
        or is_class_refused(work_class_raw, $work_class::json)
        or is_refused(failure_text, is_failure is not null, $is_failure::json)
        or is_class_refused(status_raw, $status::json)
        or is_word_refused(priority_raw_text, priority_raw, $priority::json)
        or is_refused(reported_text, is_in_range(reported_or_day_wall), $reported_at::json)
        or is_refused(started_text, is_in_range(started_at), $started_at::json)
        or is_refused(ended_text, is_in_range(ended_at), $ended_at::json)
        or is_refused(done_text, is_in_range(done_at), $done_at::json)
        or is_refused(closed_text, is_in_range(closed_at), $closed_at::json)
        or is_refused(due_text, due_on is not null, $due_on::json)
        or is_word_refused(mode_text, mode, $mode::json)
        or is_word_refused(mechanism_text, mechanism, $mechanism::json)
        or is_word_refused(cause_text, cause, $cause::json)
        or is_word_refused(currency_text, currency, $currency::json)
        or is_refused(labor_text, labor_s is not null, $labor::json)
        or is_refused(estimated_text, estimated_s is not null, $estimated::json)
        or is_refused(cost_text, cost is not null, $cost::json)
        or is_word_refused(parent_number_text, parent_number, $parent::json)
        or is_word_refused(record_url_text, record_url, $url::json)
        or coalesce(ended_at < started_at, false) as is_bad
    from typed
)
select
    columns(lambda name: not regexp_full_match(name, 'is_bad|.*_(text|wall)')),
    case when is_bad then list_filter([
        word_refusal(number_text, number, $number::json),
        word_refusal(asset_text, asset, $asset::json), class_refusal(status_raw, $status::json),
        word_refusal(title_text, title, $title::json), word_refusal(mode_text, mode, $mode::json),
        word_refusal(description_text, description, $description::json),
        class_refusal(work_class_raw, $work_class::json),
        refusal(failure_text, is_failure is not null, 'not_mapped', $is_failure::json),
        word_refusal(priority_raw_text, priority_raw, $priority::json),
        time_refusal(reported_text, reported_wall, reported_or_day_wall, $reported_at::json),
        time_refusal(started_text, started_wall, started_at, $started_at::json),
        time_refusal(ended_text, ended_wall, ended_at, $ended_at::json),
        time_refusal(done_text, done_wall, done_at, $done_at::json),
        time_refusal(closed_text, closed_wall, closed_at, $closed_at::json),
        refusal(due_text, due_on is not null, 'not_a_day', $due_on::json),
        word_refusal(mechanism_text, mechanism, $mechanism::json),
        word_refusal(cause_text, cause, $cause::json),
        word_refusal(currency_text, currency, $currency::json),
        refusal(labor_text, labor_s is not null, 'not_a_number', $labor::json),
        refusal(estimated_text, estimated_s is not null, 'not_a_number', $estimated::json),
        refusal(cost_text, cost is not null, 'not_a_number', $cost::json),
        word_refusal(parent_number_text, parent_number, $parent::json),
        word_refusal(record_url_text, record_url, $url::json),
        order_refusal(started_text, started_at, ended_text, ended_at, $ended_at::json)
    ], lambda problem: problem is not null) end as problems
from judged

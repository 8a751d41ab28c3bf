-- One row per version of an asset's record in the landing log, read by its feed's mapping.
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
        exclusion_of(landing.fields, $exclude::json) as excluded_reason,
        landing.fields as fields,
        word_of(landing.fields, $tag::json) as tag,
        word_of(landing.fields, $name::json) as name,
        word_of(landing.fields, $description::json) as description,
        word_of(landing.fields, $area::json) as area,
        word_of(landing.fields, $parent::json) as parent_tag,
        text_of(landing.fields, $level::json) as level_text,
        word_of(landing.fields, $equipment_class::json) as equipment_class,
        word_of(landing.fields, $criticality::json) as criticality,
        text_of(landing.fields, $commissioned_on::json) as commissioned_text,
        text_of(landing.fields, $decommissioned_on::json) as decommissioned_text,
        word_of(landing.fields, $url::json) as record_url
    from landing as landing
    left join landing_newest as newest on newest.key = landing.key
    where landing.kind = 'row'
),

typed as (
    select
        texts.*,
        coalesce(value_of(level_text, $level::json), 'equipment') as hierarchy_level,
        day_of(commissioned_text, $commissioned_on::json) as commissioned_on,
        day_of(decommissioned_text, $decommissioned_on::json) as decommissioned_on
    from texts
),

judged as (
    select
        typed.*,
        is_word_refused(fields, $tag::json)
        or is_word_refused(fields, $name::json)
        or is_word_refused(fields, $description::json)
        or is_word_refused(fields, $area::json)
        or is_word_refused(fields, $parent::json)
        or is_class_refused(level_text, $level::json)
        or is_word_refused(fields, $equipment_class::json)
        or is_word_refused(fields, $criticality::json)
        or is_refused(commissioned_text, commissioned_on is not null, $commissioned_on::json)
        or is_refused(decommissioned_text, decommissioned_on is not null, $decommissioned_on::json)
        or is_word_refused(fields, $url::json) as is_bad
    from typed
)

select
    judged.* exclude (fields, level_text, commissioned_text, decommissioned_text, is_bad),
    case when is_bad then list_filter([
        word_refusal(fields, $tag::json),
        word_refusal(fields, $name::json),
        word_refusal(fields, $description::json),
        word_refusal(fields, $area::json),
        word_refusal(fields, $parent::json),
        class_refusal(level_text, $level::json),
        word_refusal(fields, $equipment_class::json),
        word_refusal(fields, $criticality::json),
        refusal(
            commissioned_text, commissioned_on is not null, 'not_a_day', $commissioned_on::json
        ),
        refusal(
            decommissioned_text, decommissioned_on is not null, 'not_a_day',
            $decommissioned_on::json
        ),
        word_refusal(fields, $url::json)
    ], lambda problem: problem is not null) end as problems
from judged

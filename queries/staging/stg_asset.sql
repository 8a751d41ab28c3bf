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
        newest.deleted_no as deleted_no,
        exclusion_of(landing.fields, $exclude::json) as excluded_reason,
        text_of(landing.fields, $tag::json) as tag_text,
        text_of(landing.fields, $name::json) as name_text,
        text_of(landing.fields, $description::json) as description_text,
        text_of(landing.fields, $area::json) as area_text,
        text_of(landing.fields, $parent::json) as parent_tag_text,
        text_of(landing.fields, $level::json) as level_text,
        text_of(landing.fields, $equipment_class::json) as equipment_class_text,
        text_of(landing.fields, $criticality::json) as criticality_text,
        text_of(landing.fields, $commissioned_on::json) as commissioned_text,
        text_of(landing.fields, $decommissioned_on::json) as decommissioned_text,
        text_of(landing.fields, $url::json) as record_url_text
    from landing as landing
    left join landing_newest as newest on newest.key = landing.key
    where landing.kind = 'row'
),
typed as (
    select
        texts.*,
        value_of(tag_text, $tag::json) as tag,
        value_of(name_text, $name::json) as name,
        value_of(description_text, $description::json) as description,
        value_of(area_text, $area::json) as area,
        value_of(parent_tag_text, $parent::json) as parent_tag,
        value_of(equipment_class_text, $equipment_class::json) as equipment_class,
        value_of(criticality_text, $criticality::json) as criticality,
        value_of(record_url_text, $url::json) as record_url,
        coalesce(value_of(level_text, $level::json), 'equipment') as hierarchy_level,
        day_of(commissioned_text, $commissioned_on::json) as commissioned_on,
        day_of(decommissioned_text, $decommissioned_on::json) as decommissioned_on
    from texts
),
judged as (
    select
        typed.*,
        is_word_refused(tag_text, tag, $tag::json)
        or is_word_refused(name_text, name, $name::json)
        or is_word_refused(description_text, description, $description::json)
        or is_word_refused(area_text, area, $area::json)
        or is_word_refused(parent_tag_text, parent_tag, $parent::json)
        or is_class_refused(level_text, $level::json)
        or is_word_refused(equipment_class_text, equipment_class, $equipment_class::json)
        or is_word_refused(criticality_text, criticality, $criticality::json)
        or is_refused(commissioned_text, commissioned_on is not null, $commissioned_on::json)
        or is_refused(decommissioned_text, decommissioned_on is not null, $decommissioned_on::json)
        or is_word_refused(record_url_text, record_url, $url::json)
        or coalesce(decommissioned_on < commissioned_on, false) as is_bad
    from typed
)
select
    columns(lambda name: not regexp_full_match(name, 'is_bad|.*_(text|wall)')),
    case when is_bad then list_filter([
        word_refusal(tag_text, tag, $tag::json),
        word_refusal(name_text, name, $name::json),
        word_refusal(description_text, description, $description::json),
        word_refusal(area_text, area, $area::json),
        word_refusal(parent_tag_text, parent_tag, $parent::json),
        class_refusal(level_text, $level::json),
        word_refusal(equipment_class_text, equipment_class, $equipment_class::json),
        word_refusal(criticality_text, criticality, $criticality::json),
        refusal(
            commissioned_text, commissioned_on is not null, 'not_a_day', $commissioned_on::json
        ),
        refusal(
            decommissioned_text, decommissioned_on is not null, 'not_a_day',
            $decommissioned_on::json
        ),
        word_refusal(record_url_text, record_url, $url::json),
        order_refusal(
            commissioned_text, commissioned_on, decommissioned_text, decommissioned_on,
            $decommissioned_on::json
        )
    ], lambda problem: problem is not null) end as problems
from judged

-- One row per source of the configuration. The instants of its observation are UTC, whole seconds.
select
    source.id as source_id,
    source.title as title,
    source.site as site_code,
    source.attribution as attribution,
    source.licence as licence,
    source.is_generated as is_generated,
    source.failures_from as failures_from,
    source.noun_one as asset_noun_one,
    source.noun_many as asset_noun_many,
    source.basis as observation_basis,
    source.observed_from as declared_from,
    source.observed_to as declared_to,
    source.has_stops as has_stops,
    source.has_register as has_register
from (
    select
        unnest($sources::json::struct(
            id varchar, title varchar, site varchar, attribution varchar, licence varchar,
            is_generated boolean, failures_from varchar, noun_one varchar, noun_many varchar,
            basis varchar, observed_from timestamp, observed_to timestamp,
            has_stops boolean, has_register boolean
        )[]) as source
)

-- The identity of a record: the same on every machine and in every rebuild.
create or replace temp macro entity_id(source_id, entity, source_key) as
    md5(source_id || '|' || entity || '|' || source_key)::uuid

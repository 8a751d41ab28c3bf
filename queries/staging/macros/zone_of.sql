-- The zone of a field's stamps that carry no offset.
create or replace temp macro zone_of(m) as (m ->> 'zone')

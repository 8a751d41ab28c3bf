-- The canonical text of a field that is a text: the source's text, through the field's map if any.
create or replace temp macro word_of(fields, m) as value_of(text_of(fields, m), m)

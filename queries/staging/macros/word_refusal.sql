-- Why the text of a text field was refused; null when it was not.
create or replace temp macro word_refusal(fields, m) as
    refusal(text_of(fields, m), word_of(fields, m) is not null, 'not_mapped', m)

-- Why the text of a text field was refused; null when it was not.
create or replace temp macro word_refusal(text, value, m) as
    refusal(text, value is not null, 'not_mapped', m)

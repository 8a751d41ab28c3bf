-- A text that names an asset, made comparable: lower case, no blanks around it and one within it.
create or replace temp macro plain_tag(text) as
    lower(trim(regexp_replace(text, '[\s\x{00A0}]+', ' ', 'g')))

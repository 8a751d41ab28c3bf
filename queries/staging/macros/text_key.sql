-- A text made comparable: upper case, everything but letters and digits to one blank, no blanks at
-- the ends. Null when nothing is left.
create or replace temp macro text_key(text) as
    nullif(trim(regexp_replace(upper(text), '[^\p{L}\p{N}]+', ' ', 'g')), '')

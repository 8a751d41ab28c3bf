-- True when the text of a text field must not be loaded: nothing where something is required, a
-- pattern that does not match, a value that its map does not name. Costs nothing where no such
-- rule is declared.
create or replace temp macro is_word_refused(text, value, m) as
case
    when coalesce((m ->> 'map'), (m ->> 'pattern'), (m ->> 'is_required')) is null then false
    else is_refused(text, value is not null, m)
end

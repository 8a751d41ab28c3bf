-- True when a field's text must not be loaded: a required field with nothing in it, a text that the
-- pattern does not match, or one that was not understood (`is_read` false).
create or replace temp macro is_refused(text, is_read, m) as
case
    when text is null then (m ->> 'is_required') is not null
    when is_mismatch(text, m) then true
    else not is_read
end

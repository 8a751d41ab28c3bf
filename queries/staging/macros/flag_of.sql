-- True or false, as it is usually written; null for any other text.
create or replace temp macro flag_of(text) as
case
    when lower(text) in ('true', 't', 'yes', 'y', '1') then true
    when lower(text) in ('false', 'f', 'no', 'n', '0') then false
end

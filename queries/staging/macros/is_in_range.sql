-- True for an instant or a day that a record may bear; false for none, and for those so far away
-- that they stand for something else (1900-01-01, 9999-12-31) or were mistyped.
create or replace temp macro is_in_range(value) as
    coalesce(value >= timestamp '1950-01-01' and value < timestamp '2100-01-01', false)

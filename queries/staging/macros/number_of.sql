-- A number as a decimal, read by the declared decimal mark and thousands mark; null when the text
-- is not written so.
create or replace temp macro number_of(text, m) as
    try_cast(plain_number(text, m) as decimal(18, 4))

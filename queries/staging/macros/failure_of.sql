-- Whether an order records a failure: what its own field says, and where none is mapped, whether it
-- is corrective; null when it cannot be told.
create or replace temp macro failure_of(text, class_text, m, class_m) as
case
    when (m ->> 'expected') is not null then flag_of(value_of(text, m))
    else nullif(coalesce(value_of(class_text, class_m), 'unknown'), 'unknown') = 'corrective'
end

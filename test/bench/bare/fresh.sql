-- One row per downtime record inside the observation, with where its fresh part begins at each
-- level: after the latest end of the earlier records of that class or a stronger one.
select
    event_no,
    asset_no,
    site_id,
    from_s,
    to_s,
    class_rank,
    is_open,
    is_clipped,
    greatest(from_s, coalesce(max(to_s) over earlier, from_s)) as fresh_3_s,
    case
        when class_rank <= 2 then
            greatest(
                from_s,
                coalesce(max(case when class_rank <= 2 then to_s end) over earlier, from_s)
            )
        else to_s
    end as fresh_2_s,
    case
        when class_rank = 1 then
            greatest(
                from_s,
                coalesce(max(case when class_rank = 1 then to_s end) over earlier, from_s)
            )
        else to_s
    end as fresh_1_s,
    class_rank = 1
    and coalesce(from_s > max(case when class_rank = 1 then to_s end) over earlier, true)
    as is_first
from int_downtime
where from_s is not null
window earlier as (
    partition by asset_no order by event_no rows between unbounded preceding and 1 preceding
)

-- severity: stop
-- One row per asset whose day component tells another number of failures, closed seconds or
-- unplanned seconds than its failures do. Unplanned seconds are those of the effective failures of
-- the downtime pass, since these are disjoint and cover the union.
with days as (
    select
        comp_day.asset_no as asset_no,
        sum(comp_day.failures) as failures,
        sum(comp_day.closed) as closed,
        sum(comp_day.closed_down_s) as closed_down_s,
        sum(comp_day.unplanned_s) as unplanned_s
    from comp_day
    group by comp_day.asset_no
),

failures as (
    select
        fct_failure.asset_no as asset_no,
        count(*) as failures,
        count(*) filter (
            where not fct_failure.is_open and fct_failure.down_s is not null
        ) as closed,
        coalesce(
            sum(fct_failure.down_s) filter (where not fct_failure.is_open), 0
        ) as closed_down_s
    from fct_failure
    group by fct_failure.asset_no
),

outages as (
    select
        pass_failure.asset_no as asset_no,
        sum(
            coalesce(pass_failure.to_s, epoch(dim_asset.observed_to)) - pass_failure.from_s
        )::bigint as unplanned_s
    from pass_failure
    join dim_asset on dim_asset.asset_no = pass_failure.asset_no
    group by pass_failure.asset_no
)

select
    dim_asset.tag as tag,
    days.failures as day_failures,
    failures.failures as failures,
    days.unplanned_s as day_unplanned_s,
    outages.unplanned_s as unplanned_s
from dim_asset
left join days on days.asset_no = dim_asset.asset_no
left join failures on failures.asset_no = dim_asset.asset_no
left join outages on outages.asset_no = dim_asset.asset_no
where coalesce(days.failures, 0) <> coalesce(failures.failures, 0)
    or coalesce(days.closed, 0) <> coalesce(failures.closed, 0)
    or coalesce(days.closed_down_s, 0) <> coalesce(failures.closed_down_s, 0)
    or coalesce(days.unplanned_s, 0) <> coalesce(outages.unplanned_s, 0)

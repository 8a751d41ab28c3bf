-- One row per node with the parent it gets. A chain of parents that comes back to where it began is
-- cut at its lowest number, which then stands under its area or site; `is_cut` says so. A stated
-- parent that does not exist counts as none.
with recursive stated as (
    select
        node.asset_no as asset_no,
        parent.asset_no as parent_no,
        node.home_no as home_no
    from int_asset as node
    left join int_asset as parent on parent.asset_no = node.stated_parent_no
),

walk as (
    select stated.asset_no as start_no, stated.parent_no as at_no, 1 as depth
    from stated
    where stated.parent_no is not null
    union all
    select walk.start_no, stated.parent_no, walk.depth + 1
    from walk
    join stated on stated.asset_no = walk.at_no
    where stated.parent_no is not null and walk.at_no <> walk.start_no and walk.depth < 100
),

cuts as (
    select walk.start_no as asset_no
    from walk
    group by walk.start_no
    having bool_or(walk.at_no = walk.start_no) and min(walk.at_no) = walk.start_no
)

select
    stated.asset_no as asset_no,
    case
        when cuts.asset_no is not null then stated.home_no
        else coalesce(stated.parent_no, stated.home_no)
    end as parent_no,
    cuts.asset_no is not null as is_cut
from stated
left join cuts on cuts.asset_no = stated.asset_no

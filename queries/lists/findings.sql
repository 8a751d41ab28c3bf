-- One row per finding of the data checks about one site: a rule, its subject and how many records
-- it concerns. Findings of sites the reader may not see are left out. A finding whose subject is
-- the tag of an asset has that asset's id. Warnings first, then those with most records.
select
    finding.id::varchar as id,
    finding.source_id::varchar as source_id,
    finding.entity::varchar as entity,
    finding.rule::varchar as rule,
    finding.severity::varchar as severity,
    finding.subject::varchar as subject,
    finding.message_code::varchar as message_code,
    finding.count::integer as record_count,
    finding.detail::varchar as detail,
    finding.example_id::varchar as example_id,
    (
        select min(asset.id::varchar)
        from dim_asset as asset
        where asset.source_id = finding.source_id
            and asset.tag = finding.subject
    )::varchar as asset_id
from svc_dq_finding as finding
join dim_site as site
    on site.site_id = finding.site_id
join allowed_site as allowed
    on allowed.site_id = site.site_id
where site.code = $site::varchar
order by finding.severity desc, finding.count desc, finding.rule, finding.subject, finding.id

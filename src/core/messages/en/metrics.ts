/** English sentences of `metrics`, keyed by message id; ICU message syntax. */
export const metricsMessages = {
  "metrics.availability_operational.name": "Availability",
  "metrics.availability_operational.summary":
    "The share of calendar time during which the assets were not down.",
  "metrics.availability_operational.title": "Operational availability",
  "metrics.downtime_hours.name": "Hours lost",
  "metrics.downtime_hours.summary":
    "Hours during which assets were down inside the period; stops that overlap count once.",
  "metrics.downtime_hours.title": "Downtime",
  "metrics.failure_count.name": "Failures",
  "metrics.failure_count.summary": "Effective failures that began in the period.",
  "metrics.failure_count.title": "Failure count",
  "metrics.failure_pareto.name": "Where failures fall",
  "metrics.failure_pareto.summary":
    "Failures, hours lost or cost by place, asset, mode, cause or text, largest first, with cumulative share.",
  "metrics.failure_pareto.title": "Failure Pareto",
  "metrics.mean_down_time.name": "Mean down time per failure",
  "metrics.mean_down_time.summary":
    "Mean hours from the start of a failure to its end, over the failures of the period that have ended.",
  "metrics.mean_down_time.title": "Mean down time",
  "metrics.mtbf.name": "Mean time between failures",
  "metrics.mtbf.summary": "Hours of operation for each failure.",
  "metrics.mtbf.title": "MTBF",
  "metrics.mttr.name": "Mean time to restoration",
  "metrics.mttr.summary":
    "Mean hours from the start of a failure until the asset was restored, waiting included.",
  "metrics.mttr.title": "MTTR",
  "metrics.recurring_chains.name": "Chains of repeats",
  "metrics.recurring_chains.summary":
    "Series of failures of one asset and one mode or text, each soon after the one before.",
  "metrics.recurring_chains.title": "Chains of repeat failures",
  "metrics.recurring_failures.name": "Failed again",
  "metrics.recurring_failures.summary":
    "The share of failures that came soon after an earlier one of the same asset and the same mode or text.",
  "metrics.recurring_failures.title": "Recurring failures",

  "metrics.assumption.calendar_base":
    "Exposure is calendar time: an asset counts as needed day and night while its source watched it.",
  "metrics.assumption.chain":
    "A chain is counted when it has a repeat in the period; its earlier failures are shown with it.",
  "metrics.assumption.class_order":
    "Where stops of several classes overlap, the time is unplanned before planned before external.",
  "metrics.assumption.clipped":
    "A stop counts in every period it touches, cut at the ends of the period and of the observation; one still open runs to the end of the observation.",
  "metrics.assumption.cluster_interval":
    "The interval allows for assets that differ: it rests on the variation between assets, not on a Poisson or exponential law.",
  "metrics.assumption.dispersion":
    "If the assets differ by more than chance (index of dispersion, p below 0.05), the interval printed rests on the variation between assets instead.",
  "metrics.assumption.effective_failure":
    "An effective failure is the union of overlapping or touching unplanned records of one asset.",
  "metrics.assumption.exponential_interval":
    "Chi-square interval of a constant rate, time-terminated: 2T/χ²(0.975; 2n+2) to 2T/χ²(0.025; 2n). With no failure only the one-sided lower bound is given.",
  "metrics.assumption.open_excluded":
    "Failures still open are left out of the mean and counted beside it; short periods therefore understate it.",
  "metrics.assumption.pareto_hours":
    "Hours are those of failures inside the period, also of failures that began before it; counts and cost are of failures that began in it.",
  "metrics.assumption.pareto_order":
    "Largest first, ties by id; groups with nothing are not listed.",
  "metrics.assumption.proportion_interval":
    "The interval is the wider of the exact binomial one and one that rests on the variation between assets.",
  "metrics.assumption.recurrence_gap":
    "The gap runs from the end of the earlier failure, or from its start where no end is known, to the start of this one.",
  "metrics.assumption.recurrence_history":
    "The look-back uses data before the period; a failure whose asset has been watched for less than the window is unknown, not first.",
  "metrics.assumption.recurrence_key":
    "Failures are the same when asset and mode are equal, or asset and normalised text where no mode is coded.",
  "metrics.assumption.restoration":
    "Restoration runs from the start of the failure to the return to service: detection, waiting and repair included.",
  "metrics.assumption.start_rule":
    "A failure belongs to the period in which it starts; one already running when observation began counts at that instant.",
  "metrics.assumption.trend":
    "A mean over the period is fair only without a trend in it: Laplace's test, pooled over assets, is printed beside it.",
  "metrics.assumption.union": "Stops of one asset that overlap or touch count once.",
  "metrics.assumption.unplanned_only":
    "Only unplanned stops are taken off; planned ones stay in operating time on this base.",
  "metrics.assumption.whole_duration":
    "A failure counts with its whole duration in the period of its start, also if it ended later.",

  "metrics.column.area": "Area",
  "metrics.column.asset_count": "Assets",
  "metrics.column.asset_id": "Asset id",
  "metrics.column.asset_name": "Name",
  "metrics.column.asset_tag": "Asset",
  "metrics.column.category_count": "Groups",
  "metrics.column.closed_count": "Ended failures",
  "metrics.column.closed_down_h": "Hours of ended failures",
  "metrics.column.cost": "Cost",
  "metrics.column.costed_count": "Failures with a cost",
  "metrics.column.cumulative_share": "Cumulative share",
  "metrics.column.downtime_h": "Hours lost",
  "metrics.column.exposure_h": "Exposure",
  "metrics.column.external_h": "External or unknown stops",
  "metrics.column.failure_count": "Failures",
  "metrics.column.first_count": "Not a repeat",
  "metrics.column.first_on": "First on",
  "metrics.column.group_id": "Group id",
  "metrics.column.group_label": "Group",
  "metrics.column.interval_lower": "Interval from",
  "metrics.column.interval_upper": "Interval to",
  "metrics.column.is_partial": "Partial",
  "metrics.column.known_count": "Failures with a known history",
  "metrics.column.last_on": "Last on",
  "metrics.column.median_h": "Median",
  "metrics.column.no_key_count": "Without mode or text",
  "metrics.column.open_excluded": "Still open",
  "metrics.column.operating_h": "Operating time",
  "metrics.column.period_from": "From",
  "metrics.column.period_to": "To",
  "metrics.column.planned_h": "Planned stops",
  "metrics.column.recurrence_key": "Mode or text",
  "metrics.column.repeat_count": "Repeats",
  "metrics.column.restore_h": "Hours to restoration",
  "metrics.column.restored_count": "Restored failures",
  "metrics.column.share": "Share",
  "metrics.column.shortest_gap_d": "Shortest gap",
  "metrics.column.status": "Status",
  "metrics.column.stop_count": "Stops",
  "metrics.column.trend_p": "Trend p",
  "metrics.column.trend_u": "Trend U",
  "metrics.column.unknown_count": "History too short",
  "metrics.column.unplanned_h": "Unplanned stops",
  "metrics.column.value": "Value",

  "metrics.parameter.after": "After",
  "metrics.parameter.asset": "Asset",
  "metrics.parameter.base": "Base",
  "metrics.parameter.by": "By",
  "metrics.parameter.dimension": "Dimension",
  "metrics.parameter.downtime": "Downtime",
  "metrics.parameter.from": "From",
  "metrics.parameter.group": "Group",
  "metrics.parameter.measure": "Measure",
  "metrics.parameter.page_rows": "Rows a page",
  "metrics.parameter.show": "Show",
  "metrics.parameter.site": "Site",
  "metrics.parameter.source": "Source",
  "metrics.parameter.to": "To",
  "metrics.parameter.within_days": "Within days",
} as const;

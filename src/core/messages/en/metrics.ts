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
    "Mean hours that a stop which is a failure lasts, over those of the period that have ended.",
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
  "metrics.assumption.down_time_of_stops":
    "Down time is known of stops only: where failures are orders or entries, there is none. Where they are stops, it equals the mean time to restoration.",
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
    "The look-back uses data before the period; a failure whose asset has been watched for less than the window is unknown, and left out even if a repeat was seen, since counting only those would bias the share.",
  "metrics.assumption.recurrence_key":
    "Failures are the same when asset and mode are equal, or asset and normalised text where no mode is coded.",
  "metrics.assumption.restoration":
    "Restoration runs from the start of the failure to the return to service: detection, waiting and repair included.",
  "metrics.assumption.restoration_of_stops":
    "Where failures are stops, an asset is restored when its stop ends, and this equals the mean down time; where they are orders or entries, it runs from the report to the end they state.",
  "metrics.assumption.start_rule":
    "A failure belongs to the period in which it starts; one already running when observation began counts at that instant.",
  "metrics.assumption.trend":
    "A mean over the period is fair only without a trend in it: Laplace's test, pooled over assets, is printed beside it.",
  "metrics.assumption.union": "Stops of one asset that overlap or touch count once.",
  "metrics.assumption.unplanned_only":
    "Only unplanned stops are taken off; planned ones stay in operating time on this base.",
  "metrics.assumption.whole_duration":
    "A failure counts with its whole duration in the period of its start, also if it ended later.",

  "metrics.column.announced_end_at": "Announced end",
  "metrics.column.area": "Area",
  "metrics.column.asset_count": "Assets",
  "metrics.column.asset_id": "Asset id",
  "metrics.column.asset_name": "Name",
  "metrics.column.asset_tag": "Asset",
  "metrics.column.basis": "Basis",
  "metrics.column.category_count": "Groups",
  "metrics.column.cause": "Cause",
  "metrics.column.closed_at": "Closed at",
  "metrics.column.closed_count": "Ended failures",
  "metrics.column.closed_down_h": "Hours of ended failures",
  "metrics.column.cost": "Cost",
  "metrics.column.costed_count": "Failures with a cost",
  "metrics.column.cumulative_share": "Cumulative share",
  "metrics.column.currency": "Currency",
  "metrics.column.day_on": "Day",
  "metrics.column.description": "Description",
  "metrics.column.done_at": "Done at",
  "metrics.column.down_h": "Hours counted",
  "metrics.column.down_s": "Down",
  "metrics.column.downtime_h": "Hours lost",
  "metrics.column.downtime_id": "Stop id",
  "metrics.column.due_on": "Due on",
  "metrics.column.duration_s": "Duration",
  "metrics.column.ended_at": "Ended at",
  "metrics.column.equipment_class": "Equipment class",
  "metrics.column.estimated_s": "Estimated labour",
  "metrics.column.exposure_h": "Exposure",
  "metrics.column.external_h": "External or unknown stops",
  "metrics.column.failure_count": "Failures",
  "metrics.column.failure_id": "Failure id",
  "metrics.column.first_count": "Not a repeat",
  "metrics.column.first_on": "First on",
  "metrics.column.gap_d": "Gap",
  "metrics.column.group_id": "Group id",
  "metrics.column.group_label": "Group",
  "metrics.column.interval_lower": "Interval from",
  "metrics.column.interval_upper": "Interval to",
  "metrics.column.is_clipped": "Cut at observation",
  "metrics.column.is_duplicate": "Exact copy",
  "metrics.column.is_failure": "Is a failure",
  "metrics.column.is_open": "Open",
  "metrics.column.is_partial": "Partial",
  "metrics.column.is_propagated": "Copied from parent",
  "metrics.column.is_repeat": "Repeat",
  "metrics.column.known_count": "Failures with a known history",
  "metrics.column.labor_s": "Labour",
  "metrics.column.last_on": "Last on",
  "metrics.column.line": "Line",
  "metrics.column.mechanism": "Mechanism",
  "metrics.column.median_h": "Median",
  "metrics.column.mode": "Mode",
  "metrics.column.no_key_count": "Without mode or text",
  "metrics.column.number": "Number",
  "metrics.column.open_count": "Still open",
  "metrics.column.open_excluded": "Still open",
  "metrics.column.operating_h": "Operating time",
  "metrics.column.parent_number": "Parent order",
  "metrics.column.period_from": "From",
  "metrics.column.period_to": "To",
  "metrics.column.planned_h": "Planned stops",
  "metrics.column.previous_ended_at": "Previous ended at",
  "metrics.column.previous_failure_id": "Previous failure id",
  "metrics.column.previous_same_at": "Last of the kind",
  "metrics.column.priority_raw": "Priority",
  "metrics.column.reason": "Stated reason",
  "metrics.column.reason_raw": "Stated reason",
  "metrics.column.record_class": "Class",
  "metrics.column.record_count": "Records",
  "metrics.column.record_h": "Duration",
  "metrics.column.record_id": "Record id",
  "metrics.column.record_kind": "Record kind",
  "metrics.column.record_url": "Address",
  "metrics.column.recurrence_key": "Mode or text",
  "metrics.column.repeat_count": "Repeats",
  "metrics.column.reported_at": "Reported at",
  "metrics.column.reported_on": "Reported on",
  "metrics.column.restore_h": "Hours to restoration",
  "metrics.column.restored_at": "Restored at",
  "metrics.column.restored_count": "Restored failures",
  "metrics.column.run_no": "Extraction run",
  "metrics.column.share": "Share",
  "metrics.column.shortest_gap_d": "Shortest gap",
  "metrics.column.site": "Site",
  "metrics.column.source": "Source",
  "metrics.column.source_key": "Source key",
  "metrics.column.started_at": "Started at",
  "metrics.column.started_on": "Started on",
  "metrics.column.status": "Status",
  "metrics.column.status_class": "Status class",
  "metrics.column.status_raw": "Stated status",
  "metrics.column.stop_count": "Stops",
  "metrics.column.text_key": "Normalised text",
  "metrics.column.time_class": "Class",
  "metrics.column.title": "Title",
  "metrics.column.trend_p": "Trend p",
  "metrics.column.trend_u": "Trend U",
  "metrics.column.unknown_count": "History too short",
  "metrics.column.unplanned_h": "Unplanned stops",
  "metrics.column.value": "Value",
  "metrics.column.work_class": "Work class",
  "metrics.column.work_class_raw": "Stated work class",
  "metrics.column.work_order_id": "Work order id",
  "metrics.column.work_order_number": "Work order",

  "metrics.dataset.downtime.grain": "one record of a stop, as the source wrote it",
  "metrics.dataset.downtime.summary":
    "Every stop as recorded, planned and unplanned; overlaps are not merged here.",
  "metrics.dataset.downtime.title": "Downtime",
  "metrics.dataset.failures.grain": "one effective failure",
  "metrics.dataset.failures.summary":
    "The failures that every figure counts, with what went before each.",
  "metrics.dataset.failures.title": "Failures",
  "metrics.dataset.work_orders.grain": "one work order",
  "metrics.dataset.work_orders.summary":
    "Every work order with its texts, stamps and cost; exact copies are flagged.",
  "metrics.dataset.work_orders.title": "Work orders",

  "metrics.not_stated": "not stated",

  "metrics.reason.all_open":
    "{count, plural, one {The one failure} other {All # failures}} of the period had not ended when the data end.",
  "metrics.reason.calendar_time":
    "The source records no stops: this is calendar time over failures, not operating time.",
  "metrics.reason.dispersion":
    "Assets differ by more than chance (index of dispersion {index, number, ::.0}), so the interval rests on the variation between assets.",
  "metrics.reason.dispersion_few_assets":
    "Assets differ by more than chance (index of dispersion {index, number, ::.0}), and are too few for an interval that allows for it: the one printed is too narrow.",
  "metrics.reason.duration_unknown":
    "The hours of {count, plural, one {# failure} other {# failures}} are unknown, since the start or the end is, and left out.",
  "metrics.reason.failed": "It could not be computed ({error}).",
  "metrics.reason.failures_not_stops":
    "Not available: the source's failures are not its stops, so their down time is unknown.",
  "metrics.reason.feed_unread":
    "Not available: nothing of {feed} could be read so far, so nothing is known of failures or stops.",
  "metrics.reason.few_assets": "Too few assets for an interval.",
  "metrics.reason.few_events":
    "Only {count, plural, one {# event} other {# events}}: read the interval, not the value.",
  "metrics.reason.few_without_interval":
    "Only {count, plural, one {# event} other {# events}}, and no interval: the value says little.",
  "metrics.reason.history_too_short":
    "{count, plural, one {# failure} other {# failures}} came before the asset had been watched long enough to know whether it is a repeat.",
  "metrics.reason.no_access": "Your access does not include this.",
  "metrics.reason.no_cost_recorded": "The source records no cost for these failures.",
  "metrics.reason.no_downtime": "No hours lost in the period, so no interval can be given.",
  "metrics.reason.no_ends_recorded": "Not available: the source records no end.",
  "metrics.reason.no_exposure": "Nothing was watched in this period.",
  "metrics.reason.no_failures": "No failure in the period.",
  "metrics.reason.no_key_excluded":
    "{count, plural, one {# failure is} other {# failures are}} left out: neither mode nor text is given.",
  "metrics.reason.no_mode_or_text_recorded":
    "The source gives neither a mode nor a text, so repeats cannot be told.",
  "metrics.reason.no_operation": "The assets were down all the time, so no interval can be given.",
  "metrics.reason.no_shares":
    "The total is not above zero, as where credits outweigh costs: there are no shares of it.",
  "metrics.reason.no_stops_recorded": "Not available: the source records no stops.",
  "metrics.reason.open_excluded":
    "{count, plural, one {# failure is} other {# failures are}} still open and left out of the mean.",
  "metrics.reason.parents_excluded":
    "Only the lowest assets are counted: {count, plural, one {# failure} other {# failures}} in all the data, booked on places or on assets with others below them, {count, plural, one {is} other {are}} left out.",
  "metrics.reason.partial_after": "The period reaches beyond the data, which end on {day}.",
  "metrics.reason.partial_before": "The period begins before the data, which start on {day}.",
  "metrics.reason.repeat_unknown":
    "{count, plural, one {# failure} other {# failures}} came before the asset had been watched long enough: a chain they continue would not be seen.",
  "metrics.reason.rows_cut":
    "The {shown, number} largest of {total, number} groups are listed; totals are of all.",
  "metrics.reason.trend_improving":
    "Failures became rarer within the period (U = {u, number, ::.0}): one mean for all of it would mislead.",
  "metrics.reason.trend_worsening":
    "Failures became more frequent within the period (U = {u, number, ::.0}): one mean for all of it would mislead.",
  "metrics.reason.unknown_excluded":
    "{count, plural, one {# failure is} other {# failures are}} left out: the asset had not been watched long enough before.",
  "metrics.reason.zero_durations": "Every failure ended as it began, so no interval can be given.",

  "metrics.method.clopper_pearson": "exact binomial",
  "metrics.method.cluster": "from the variation between assets",
  "metrics.method.events": "from the variation between failures",
  "metrics.method.exponential": "chi-square, constant rate",
  "metrics.method.exponential_one_sided": "one-sided bound for no failure, constant rate",
  "metrics.method.poisson": "exact Poisson",

  "metrics.test.dispersion": "Index of dispersion over assets",
  "metrics.test.laplace": "Laplace trend test, pooled over assets",
  "metrics.test.laplace_robust": "Laplace trend test, robust to clusters",

  "metrics.verdict.better": "Better",
  "metrics.verdict.no_clear_change": "No clear change",
  "metrics.verdict.not_comparable": "Not comparable",
  "metrics.verdict.too_few": "Too few to say",
  "metrics.verdict.worse": "Worse",

  "metrics.left_out.after_observation": "Began after the last observation",
  "metrics.left_out.after_observation.effect": "outside the data",
  "metrics.left_out.asset_not_counted": "On a node without exposure of its own",
  "metrics.left_out.asset_not_counted.effect": "neither failure nor time is counted",
  "metrics.left_out.before_observation": "Ended before observation began",
  "metrics.left_out.before_observation.effect": "outside the data",
  "metrics.left_out.began_before": "Began before the period, ran into it",
  "metrics.left_out.began_before.effect": "no failure of this period; its hours inside are counted",
  "metrics.left_out.cancelled": "Cancelled",
  "metrics.left_out.cancelled.effect": "no failure",
  "metrics.left_out.external_stop": "Stopped for an external cause",
  "metrics.left_out.external_stop.effect": "no failure",
  "metrics.left_out.history_too_short": "Asset not watched long enough before",
  "metrics.left_out.history_too_short.effect": "unknown whether a repeat; in neither count",
  "metrics.left_out.merged": "Merged into another record",
  "metrics.left_out.merged.effect": "the same failure; hours counted once",
  "metrics.left_out.no_chain": "In no chain with a repeat in the period",
  "metrics.left_out.no_chain.effect": "no failure of the kind was near enough",
  "metrics.left_out.no_end_recorded": "Without a recorded end",
  "metrics.left_out.no_end_recorded.effect": "a failure, but of unknown duration",
  "metrics.left_out.no_mode_or_text": "Without mode and text",
  "metrics.left_out.no_mode_or_text.effect": "cannot be compared; in neither count",
  "metrics.left_out.no_start_recorded": "Without a recorded start",
  "metrics.left_out.no_start_recorded.effect": "a failure, but of unknown duration",
  "metrics.left_out.not_failure": "Not a failure by the source's definition",
  "metrics.left_out.not_failure.effect": "no failure",
  "metrics.left_out.outside_observation": "Outside the observation of its asset",
  "metrics.left_out.outside_observation.effect": "outside the data",
  "metrics.left_out.planned_stop": "Planned work",
  "metrics.left_out.planned_stop.effect": "no failure; the hours stay in operating time",
  "metrics.left_out.propagated": "Copied from the stop of a parent",
  "metrics.left_out.propagated.effect": "counted at the parent only",
  "metrics.left_out.still_open": "Still open",
  "metrics.left_out.still_open.effect": "a failure, but its duration is not over",
  "metrics.left_out.unknown_stop": "Of unknown class",
  "metrics.left_out.unknown_stop.effect": "no failure",

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

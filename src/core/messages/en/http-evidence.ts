/** English sentences of the pages of evidence, keyed by message id; a part of `http`. */
export const httpEvidenceMessages = {
  "http.evidence.kicker": "Evidence",
  "http.evidence.title": "{title}, definition and evidence",
  "http.evidence.headline":
    "{metric, select, missing {{title} cannot be said for {of} {period}.} mtbf {{value} of {base, select, operation {operation} other {calendar time}} for each failure of {of} {period}} failure_count {{value} failures of {of} {period}} downtime_hours {{of} were down for {value} {period}} mean_down_time {A failure of {of} {period} lasted {value} in the mean} mttr {Restoration of {of} took {value} in the mean {period}} availability_operational {{of} were up {value} of the time {period}} failure_pareto {{measure, select, hours {{value} lost to failures} cost {Failures cost {value}} other {{value} failures}} of {of} {period}, divided} recurring_failures {{value} of the failures {period} came again within {days, plural, one {# day} other {# days}}} recurring_chains {{value} chains of repeat failures {period}} other {{title} {period}: {value}}}",
  "http.evidence.interval": "95\u00a0% interval {interval}, from {basis}.",
  "http.evidence.recomputed": "Recomputed from the rows below:",
  "http.evidence.equal": "{value}, {equal, select, true {equal} other {which differs}}.",
  "http.evidence.formula": "Formula",
  "http.evidence.says": "What it says",
  "http.evidence.rules": "Rules",
  "http.evidence.method": "Interval",
  "http.evidence.chosen": "Chosen",
  "http.evidence.parameter": "{name}: {value}",
  "http.evidence.too_few": "Cannot say when",
  "http.evidence.too_few_below":
    "Below {least} events the value is withheld in rankings and only its interval is given; with none only a bound.",
  "http.evidence.rows": "Rows behind",
  "http.evidence.other_rows": "Rows",
  "http.evidence.rows_note":
    "{count, plural, one {{number} row} other {{number} rows}}, oldest first.",
  "http.evidence.reason_note": "{reason}: {number}, oldest first.",
  "http.evidence.back": "Back to the rows counted",
  "http.evidence.no_rows": "There is no such row in the period.",
  "http.evidence.gap": "Gap",
  "http.evidence.stated": "Reason or text",
  "http.evidence.counts": "Counts as",
  "http.pager.first": "First",

  "http.waterfall.title": "From rows to figure",
  "http.waterfall.note": "Every row is accounted for.",
  "http.waterfall.step": "Step",
  "http.waterfall.rows": "Rows",
  "http.waterfall.all": "Rows of the source that touch {period}",
  "http.waterfall.counted": "Rows counted",
  "http.waterfall.finding":
    "{rows, plural, =0 {No row touches the period} other {{out, plural, =0 {All {all} rows count} one {{counted} of {all} rows count; # does not} other {{counted} of {all} rows count; # do not}}}}",

  "http.left_out.title": "Rows left out",
  "http.left_out.note": "And what each kind does to the figure.",
  "http.left_out.none": "No row was left out.",
  "http.left_out.reason": "Reason",
  "http.left_out.hours": "Their hours",
  "http.left_out.effect": "Effect on the figure",

  "http.rules.title": "Rules for attention",
  "http.rules.note": "What is listed under \u201cNeeds attention\u201d, and when.",
  "http.rules.open_long": "Out for long",
  "http.rules.open_long_text":
    "Still down at the end of the data, for 7 days or more; most hours in the period first.",
  "http.rules.fails_often": "Fails often",
  "http.rules.fails_often_text":
    "At least 4 failures, and more for each hour than all other assets together: exact test of two rates, 5\u00a0% divided by the number of assets looked at.",
  "http.rules.waiting": "Rows that wait",
  "http.rules.waiting_text":
    "Rows in quarantine, which are in no figure until the source repairs them.",
  "http.rules.checks": "Doubts about the data",
  "http.rules.checks_text":
    "What the data checks found and did not hold back: the rows are in the figures.",

  "http.doubts.title": "Doubts",
  "http.doubts.note": "What could make the figure wrong.",
  "http.doubts.more": "And {count, plural, one {# more like it} other {# more like it}}: {named}.",
  "http.doubts.all": "All checks",
  "http.work_class":
    "{work_class, select, corrective {corrective} preventive_time {preventive, by time} preventive_condition {preventive, by condition} inspection {inspection} calibration {calibration} improvement {improvement} unknown {not stated} other {other}}",
} as const;

import { httpEvidenceMessages } from "./http-evidence.js";
import { httpSourcesMessages } from "./http-sources.js";

/** English sentences of `http`, keyed by message id; ICU message syntax. */
export const httpMessages = {
  ...httpEvidenceMessages,
  ...httpSourcesMessages,
  "http.brand": "Meantime",
  "http.skip": "Skip to the figures",
  "http.foot.name":
    "Meantime, reliability reporting from the maintenance data a plant already has.",

  "http.nav.label": "Pages",
  "http.nav.overview": "Overview",
  "http.nav.assets": "Assets",
  "http.nav.pareto": "Pareto",
  "http.nav.recurring": "Recurring",
  "http.nav.reports": "Reports",
  "http.nav.datasets": "Datasets",
  "http.nav.quality": "Data quality",
  "http.nav.metrics": "Metrics",
  "http.theme.light": "Light",
  "http.theme.dark": "Dark",

  "http.route.overview": "Overview",
  "http.route.assets": "Assets",
  "http.route.asset": "One asset",
  "http.route.pareto": "Pareto of failures",
  "http.route.recurring": "Recurring failures",
  "http.route.metrics": "Metrics and their definitions",
  "http.route.metric": "Definition and evidence of a metric",
  "http.route.quality": "Data quality",
  "http.route.reports": "Reports",
  "http.route.report": "A report",
  "http.route.datasets": "Datasets",
  "http.route.dataset": "A dataset",
  "http.route.sources": "Sources",
  "http.route.deliveries": "Deliveries",
  "http.route.api_metrics": "All metrics",
  "http.route.api_metric": "A metric computed for a scope and a period",
  "http.route.api_datasets": "All datasets",
  "http.route.api_dataset": "The rows of a dataset",
  "http.route.openapi": "Description of this interface",
  "http.route.healthz": "Whether the process answers",
  "http.route.readyz": "Whether there is data to serve",
  "http.route.static_file": "Style sheet and fonts",
  "http.route.client": "The browser's script",
  "http.route.refresh": "Start a refresh",

  "http.openapi.ok": "The answer",
  "http.openapi.problem": "A problem, with its code and the id of the request",

  "http.scope.label": "What this page covers",
  "http.scope.data_to": "Data to",
  "http.scope.generated": "generated data",

  "http.state.stale": "Out of date since {since}",

  "http.refresh.started": "refresh started",

  "http.problem.input": "The request cannot be understood",
  "http.problem.auth": "Not yours to see",
  "http.problem.not_found": "Not found",
  "http.problem.conflict": "Busy",
  "http.problem.limit": "A limit was reached",
  "http.problem.source": "A source did not answer",
  "http.problem.data": "The data cannot be served",
  "http.problem.config": "The installation is not complete",
  "http.problem.internal": "Something went wrong in the service",
  "http.problem.detail": "What happened stands in the log under {request_id}",

  "http.error.kicker": "Error",
  "http.error.status": "HTTP {status, number}",
  "http.error.what": "What happened",
  "http.error.note": "The id names the request in the log.",
  "http.error.home": "Go to the overview",
  "http.error.not_found": "There is nothing at this address.",
  "http.error.no_access": "This is not yours to see.",
  "http.error.input": "This address cannot be understood.",
  "http.error.failed": "This page could not be computed.",
  "http.error.no_snapshot": "There are no data to show yet.",
  "http.nav.sources": "Sources",

  "http.unknown": "not known",
  "http.few": "too few",
  "http.dimension":
    "{dimension, select, area {Area} asset {Asset} equipment_class {Class} mode {Mode} cause {Cause} text {Text} other {{dimension}}}",
  "http.measure":
    "{measure, select, count {failures} hours {hours lost} cost {cost} other {{measure}}}",

  "http.column.area": "Area",
  "http.column.asset": "Asset",
  "http.column.assets": "Assets",
  "http.column.cost": "Cost",
  "http.column.cumulative": "Cumulative",
  "http.column.drawn": "drawn",
  "http.column.failures": "Failures",
  "http.column.hours_lost": "Hours lost",
  "http.column.interval": "95\u00a0% interval",
  "http.column.interval_drawn": "interval, drawn on a log scale",
  "http.column.mtbf": "MTBF",
  "http.column.name": "Name",
  "http.column.share": "Share",

  "http.state.failed": "Could not be computed",
  "http.state.failed_sentence":
    "The rest of the page stands; the log names the reason under this id.",

  "http.pareto.title": "Where failures fall",
  "http.pareto.by": "By",
  "http.pareto.measured": "Measured in",
  "http.pareto.no_group": "not stated",
  "http.pareto.table": "All groups",
  "http.pareto.rows":
    "{count, plural, one {# group} other {# groups}} with something in the period, largest first.",
  "http.pareto.lede":
    "A Pareto hides whether a group fails often or long: compare failures and hours before deciding.",

  "http.recurring.title": "Chains of repeats",
  "http.recurring.note":
    "Failures of one asset with the same mode, or the same normalised text, each within the window of the one before. Longest chains first.",
  "http.recurring.again_within": "Again within",
  "http.recurring.days": "{days, plural, one {# day} other {# days}}",
  "http.recurring.key": "Mode or text",
  "http.recurring.repeats": "Repeats",
  "http.recurring.chain_failures": "Failures in the chain",
  "http.recurring.first": "First",
  "http.recurring.last": "Last",
  "http.recurring.gap": "Shortest gap",
  "http.recurring.headline":
    "{repeats, plural, =0 {None} other {{many}}} of {known} failures {period} came again within {days, plural, one {# day} other {# days}} of one like it.",
  "http.recurring.headline_unknown":
    "Whether failures came again within {days, plural, one {# day} other {# days}} cannot be said.",
  "http.recurring.share": "That is {value} (95\u00a0% interval {interval}).",
  "http.recurring.chains":
    "{count, plural, =0 {No chain was found.} one {They form # chain.} other {They form # chains.}}",
  "http.recurring.none": "No failure of an asset came again in this window.",

  "http.assets.title": "All assets",
  "http.assets.note":
    "{is_tree, select, true {By place in the hierarchy; places show the sum of what lies below.} other {Sorted by {by, select, tag {asset} name {name} area {area} downtime_h {hours lost} failure_count {failures} other {MTBF}}, {direction, select, down {largest} other {smallest}} first; ties by asset.}}",
  "http.assets.search": "Search in asset, name, area and class",
  "http.assets.find": "Find",
  "http.assets.view": "{view, select, tree {By place} other {As a list}}",
  "http.assets.unlisted": "not in the register",
  "http.assets.none": "No asset matches.",
  "http.assets.headline": "{failed} of {count} {many} failed at least once {period}.",
  "http.assets.headline_found":
    "{count, plural, =0 {No {many} match} other {# match}} \u201c{q}\u201d.",
  "http.assets.headline_unknown":
    "{count} {many} are known; their failures cannot be counted here.",
  "http.assets.lede":
    "Fewer than four failures: no mean is printed, and the dashed arrow starts at the lower end of its interval.",

  "http.none": "no failure",
  "http.link.rule": "Rule",
  "http.note.data_to": "Data to {data_to}",
  "http.time_class":
    "{time_class, select, unplanned {failure} planned {planned} external {external} other {unknown}}",
  "http.trend.none":
    "No trend was found (Laplace U = {u}, p = {p}, n = {n}), so a mean is a fair summary.",

  "http.asset.title": "{tag}, dossier",
  "http.asset.under": "{noun} {tag}",
  "http.asset.headline":
    "{name} {count, plural, =0 {did not fail} one {failed once} other {failed {number} times}} {period}{has_value, select, true {, once in {value} of {base, select, operation {operation} other {calendar time}}} other {}}.",
  "http.asset.headline_unknown": "What {name} did in this period cannot be said.",
  "http.asset.interval": "95\u00a0% interval {interval}.",
  "http.asset.not_registered": "It is not in the register of assets.",
  "http.asset.of_time": "{share} of {exposure}",
  "http.asset.median": "median {median}",
  "http.asset.within": "within {days, plural, one {# day} other {# days}}",
  "http.asset.figure":
    "{id, select, failure_count {Failures} downtime_hours {Hours down} mtbf {MTBF} mean_down_time {Mean down time} availability_operational {Availability} other {Failed again}}",
  "http.asset.timeline": "Time line",
  "http.asset.timeline_note":
    "Folded, so that short stops can be seen; width is time out of service.",
  "http.asset.timeline_cut":
    "The latest {drawn, number} of {total, number} stops are drawn; the records below are all.",
  "http.asset.trend": "MTBF by month",
  "http.asset.trend_note": "Hours of operation for each failure.",
  "http.asset.modes": "Modes",
  "http.asset.modes_note":
    "{of, select, mode {By the coded mode, else the reason stated.} other {By normalised text; the source has no modes.}}",
  "http.asset.mode": "{of, select, mode {Mode or reason} other {Text}}",
  "http.asset.share_of": "{measure, select, hours {Share of hours} other {Share of failures}}",
  "http.asset.no_modes": "No failure in this period, so there is nothing to divide.",
  "http.asset.chains": "Recurring chains",
  "http.asset.chains_note":
    "Failures alike, each within {days, plural, one {# day} other {# days}} of the one before.",
  "http.asset.below": "Assets below",
  "http.asset.below_note":
    "{count, plural, one {# asset} other {# assets}} count into these figures.",

  "http.records.heading": "Records",
  "http.records.note":
    "{stops, plural, =0 {} one {# stop} other {# stops}}{stops, plural, =0 {} other {{orders, plural, =0 {} other {, }}}}{orders, plural, =0 {} one {# work order} other {# work orders}}. Latest first.",
  "http.records.none": "No record of this asset in the period.",
  "http.records.record": "Record",
  "http.records.place": "run {run}, line {line}",
  "http.records.from": "Down from",
  "http.records.to": "Returned",
  "http.records.open": "open",
  "http.records.down": "Down",
  "http.records.announced": "Announced return",
  "http.records.late": "late",
  "http.records.class": "Class",
  "http.records.reason": "Stated reason",
  "http.records.order": "Work order",
  "http.records.reported": "Reported",
  "http.records.title": "Title",

  "http.link.all": "All",
  "http.link.definitions": "Definitions",
  "http.link.rules": "Rules",
  "http.overview.title": "Overview, {period}",
  "http.overview.no_answer": "{period} could not be summed up.",
  "http.overview.by_week": "by week",
  "http.overview.figures": "Key figures",
  "http.overview.figures_note":
    "{period}, 95\u00a0% intervals. Small line: recent periods, this one heavy; dotted: {previous}.",
  "http.overview.moved": "What moved",
  "http.overview.assets": "{count} {noun}",
  "http.overview.where": "Where",
  "http.overview.worst": "Worst {many}",
  "http.overview.attention": "Needs attention",
  "http.overview.attention_note":
    "{count, plural, =0 {Nothing found.} one {# finding.} other {# findings, most costly first.}} Each names its rule and its records.",

  "http.format":
    "{format, select, csv {CSV} csv_excel {CSV for spreadsheets} json {JSON} parquet {Parquet} pdf {PDF} other {Arrow}}",
  "http.datasets.headline":
    "{count, plural, one {# dataset} other {# datasets}} to take along, each as CSV, Parquet and Arrow.",
  "http.datasets.lede":
    "The rows are those behind the figures of these pages, with the same ids. Files are written whole or not at all; a header says how many rows.",
  "http.datasets.is": "One row is {grain}.",
  "http.datasets.all": "All datasets",
  "http.datasets.all_rows": "All rows of the site.",
  "http.datasets.of_period": "Rows of {period}.",
  "http.datasets.dataset": "Dataset",
  "http.datasets.grain": "One row is",
  "http.datasets.columns": "Columns",
  "http.datasets.files": "Files",
  "http.datasets.column": "Column",
  "http.datasets.meaning": "What it holds",
  "http.datasets.type": "Type",
  "http.datasets.unit": "Unit",
  "http.datasets.preview": "{count, plural, one {The first row} other {The first # rows}}",
  "http.datasets.first_rows": "First rows",
  "http.datasets.none": "No row matches.",
  "http.datasets.columns_note": "Names and types are the same in all three formats.",
  "http.datasets.note":
    "{privacy, select, free_text {Holds what people wrote, so it may name people.} other {Holds no free text.}} Instants are in UTC.",

  "http.reports.headline":
    "{count, plural, one {One report} other {# reports}}, as page, PDF and e-mail.",
  "http.reports.lede":
    "A report names the snapshot it was made from; made again from it, it is the same to the digit.",
  "http.reports.all": "All reports",
  "http.reports.note": "Written as Markdown files; see the folder of reports.",
  "http.reports.none": "No report is defined.",
  "http.reports.report": "Report",
  "http.reports.audience": "For",
  "http.reports.files": "Files",
  "http.reports.title": "{title}, {period}",

  "http.link.api": "API",
  "http.link.data": "Data",
  "http.link.definition": "Definition",
  "http.link.rows": "Rows",
  "http.link.dossier": "Dossier",
  "http.link.record": "record",
  "http.figure.table": "Table of these figures",

  "http.period.one_way": "a month, or from and to, but not both",
  "http.period.both": "both from and to, as dates such as 2018-04-01",
  "http.period.years": "a year from {first} to {last}",
  "http.period.all": "all data",

  "http.scope.site": "Site",
  "http.scope.period": "Period",
  "http.scope.against": "Against",
  "http.scope.no_against": "nothing: no data before",
  "http.scope.base": "Base",
  "http.scope.base_calendar": "calendar hours",
  "http.scope.doubts":
    "{count, plural, one {# note on data quality} other {# notes on data quality}}",

  "http.foot.snapshot": "Snapshot {id}",
  "http.foot.definitions": "definitions version {version}",
  "http.foot.zone": "times as the clock shows them in {zone}",
  "http.foot.intervals": "intervals are 95\u00a0%",
  "http.foot.generated": "this site\u2019s data are generated, not measured",
  "http.foot.licence": "data: {licence}",
  "http.foot.rows":
    "{read, plural, one {# row} other {# rows}} read = {loaded, number} loaded{unchanged, plural, =0 {} other { + # unchanged}} + {held, number} set aside{waiting, plural, =0 {} other { (# still waiting)}}",

  "http.list.cut": "The first {shown, number} are listed here; the file behind Data holds all.",
  "http.list.first": "The first {shown} of {total, number}.",
  "http.pager.shown": "Rows {first} to {last} of {total}.",
  "http.pager.previous": "Previous",
  "http.pager.next": "Next",

  "http.metrics.headline":
    "{count, plural, one {# metric} other {# metrics}}, each with its formula, its source and what it leaves out.",
  "http.metrics.lede":
    "Definitions are the same in pages, reports, exports and the API. \u201cCannot say\u201d is an answer: an unknown figure is never shown as 0.",
  "http.metrics.all": "All metrics",
  "http.metrics.note": "Each name leads to the definition, the figure and the rows behind it.",
  "http.metrics.metric": "Metric",
  "http.metrics.says": "What it says",
  "http.metrics.formula": "Formula",
  "http.metrics.sources": "After",
  "http.metric.source_unverified": "{source} (cited by number, text not read)",

  "http.quality.headline":
    "{read} rows were read; {waiting, plural, =0 {none waits} one {# waits} other {# wait}} in quarantine, and {findings, plural, =0 {no check found a doubt} one {# check found a doubt} other {# findings ask for a look}}.",
  "http.quality.lede":
    "Over {runs, plural, one {# run} other {# runs}}: {loaded} loaded, {unchanged} unchanged since the run before, {quarantined} quarantined.",
  "http.quality.none_waiting": "Nothing was left out without a reason.",
  "http.quality.waiting":
    "A row in quarantine is in no figure; it leaves by itself once the source repairs it.",

  "http.runs.title": "Runs",
  "http.runs.note": "Rows read = loaded + unchanged + quarantined, for every run. Newest first.",
  "http.runs.none": "No run has been recorded.",
  "http.runs.all": "All runs",
  "http.runs.run": "Run",
  "http.runs.feed": "Feed",
  "http.runs.file": "File",
  "http.runs.finished": "Finished",
  "http.runs.read": "Rows read",
  "http.runs.loaded": "Loaded",
  "http.runs.unchanged": "Unchanged",
  "http.runs.quarantined": "Quarantined",
  "http.runs.excluded": "Loaded, left out by a rule",
  "http.runs.deleted": "Gone from the source",

  "http.waiting.title": "Quarantine",
  "http.waiting.note":
    "Rows that could not be used, each with its place, what was found and what was expected.",
  "http.waiting.none": "No row waits.",
  "http.waiting.finding":
    "{count, plural, one {{number} row waits} other {{number} rows wait}} for a repair at the source",
  "http.waiting.where": "File and line",
  "http.waiting.place": "{file}, {unit, select, row {row} other {line}} {line}",
  "http.waiting.column": "Column",
  "http.waiting.whole_row": "whole row",
  "http.waiting.value": "Value",
  "http.waiting.message": "What is wrong",
  "http.waiting.expected": "Expected",

  "http.findings.title": "Findings of the checks",
  "http.findings.note":
    "{count, plural, =0 {Nothing found.} other {Rows named here are in the figures unless their finding says otherwise; the doubt is said, not hidden.}}",
  "http.findings.none": "The checks found nothing to doubt.",
  "http.findings.plain": "{rule}: {subject}",
  "http.findings.warn": "Could change figures.",
  "http.findings.info": "For information.",
  "http.findings.records": "{count, plural, one {{number} row} other {{number} rows}}",

  "http.refresh.title": "Fetch anew",
  "http.refresh.note":
    "Reads every source again and builds a new snapshot; this one serves meanwhile.",
  "http.refresh.button": "Refresh now",

  "http.deliveries.headline":
    "{count, plural, =0 {No mail has been owed yet.} one {One mail on record} other {# mails on record}}{count, plural, =0 {} other {: {uncertain, plural, =0 {none} other {#}} uncertain, {failed, plural, =0 {none} other {#}} held or failed.}}",
  "http.deliveries.lede":
    "One mail for each schedule, period and recipient. \u201cUncertain\u201d: the connection broke after the message was handed over, so it may have arrived and is not sent again by itself.",
  "http.deliveries.note": "Newest first.",
  "http.deliveries.none": "No schedule has been due yet.",
  "http.deliveries.schedule": "Schedule",
  "http.deliveries.period": "Period",
  "http.deliveries.recipient": "Recipient",
  "http.deliveries.state_title": "State",
  "http.deliveries.state":
    "{state, select, pending {to be sent} claimed {being made} sending {being sent} handing_over {being handed over} sent {sent} held {held: report not complete} failed {failed} uncertain {uncertain, not resent} cancelled {cancelled} other {{state}}}",
  "http.deliveries.attempts": "Attempts",
  "http.deliveries.updated": "Last change",
  "http.deliveries.reason": "Reason",
} as const;

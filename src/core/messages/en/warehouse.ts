/** English sentences of `warehouse`, keyed by message id; ICU message syntax. */
export const warehouseMessages = {
  "warehouse.expected.day": "a day such as 2018-04-30",
  "warehouse.expected.day_or_instant": "a day or a time such as 2018-04-30 or 2018-04-30 14:05:00",
  "warehouse.expected.flag": "true or false",
  "warehouse.expected.format": "written as {formats}",
  "warehouse.expected.instant": "a time such as 2018-04-30 14:05:00 or 2018-04-30T14:05:00Z",
  "warehouse.expected.number": "a number such as 1234{decimal}5",
  "warehouse.expected.one_of": "one of {values}",
  "warehouse.expected.pattern": "a text that matches {pattern}",
  "warehouse.expected.range":
    "a time from 1950 to 2099; what stands for no time belongs under nothing in the mapping",
  "warehouse.expected.text": "a text",
  "warehouse.finding.after_extraction":
    "{count, plural, one {# record is} other {# records are}} dated after the run that read them",
  "warehouse.finding.copy":
    "{count, plural, one {# order is an exact copy} other {# orders are exact copies}} of another; kept and counted",
  "warehouse.finding.excluded":
    "{count, plural, one {# row} other {# rows}} of {subject} left out by a mapping rule: {detail}",
  "warehouse.finding.failure_unknown":
    "{count, plural, one {# order does} other {# orders do}} not say whether it records a failure; not counted as failures",
  "warehouse.finding.followed":
    "the stop {detail} of {subject} has no end, but {count, plural, one {# later stop contradicts} other {# later stops contradict}} it; they count as part of it",
  "warehouse.finding.mixed_currency": "costs in several currencies at one site: {subject}",
  "warehouse.finding.no_mode":
    "{count, plural, one {# failure names} other {# failures name}} no failure mode",
  "warehouse.finding.not_in_register":
    "{subject} is not in the register; loaded from {count, plural, one {# record} other {# records}} that name it",
  "warehouse.finding.number_twice":
    "{count, plural, one {# number that a failure names stands} other {# numbers that failures name stand}} on several orders, such as {detail}; the cost of all of them is taken",
  "warehouse.finding.outside_observation":
    "{count, plural, one {# record lies} other {# records lie}} outside the time that was observed; in no figure",
  "warehouse.finding.parent_circle":
    "{subject} is part of itself by its chain of parents; its parent {detail} was ignored",
  "warehouse.finding.records_on_parent":
    "{subject} has {count, plural, one {# failure} other {# failures}} of its own, in no figure: only the lowest assets are counted, and it is a place or has others below it",
  "warehouse.finding.reported_late":
    "{count, plural, one {# failure was} other {# failures were}} reported after the work had ended; in no mean duration",
  "warehouse.finding.running":
    "{count, plural, one {# stop had} other {# stops had}} not ended when the data end",
  "warehouse.finding.shown_as_before":
    "{count, plural, one {# row of {subject} is shown as it was} other {# rows of {subject} are shown as they were}} before run {detail}, whose version cannot be used and waits in quarantine",
  "warehouse.finding.tag_twice":
    "{count} records of the register carry the tag {subject}; records that name it mean the first",
  "warehouse.finding.twice_on_clock":
    "{count, plural, one {# record has a time} other {# records have times}} that came twice when the clock was put back; the first was taken, the second for an end that would lie before its start",
  "warehouse.finding.unknown_parent": "the parent of {subject} is unknown: {detail}",
  "warehouse.hint.column_missing":
    "if the source renamed {column}, give its former names too, as in column: [{column}, former name]; if it was added later, say is_new: true",
  "warehouse.hint.usable_lost":
    "something changed at the source, such as the format of its dates: correct the mapping or the file and extract again; until then the previous snapshot serves",
  "warehouse.quarantine.end_before_start":
    "column {column} ends before the start: {value} — expected not before {expected}",
  "warehouse.quarantine.missing_value": "column {column} is empty — expected {expected}",
  "warehouse.quarantine.not_a_day": "column {column} is not a day: {value} — expected {expected}",
  "warehouse.quarantine.not_a_number":
    "column {column} is not a number: {value} — expected {expected}",
  "warehouse.quarantine.not_a_time": "column {column} is not a time: {value} — expected {expected}",
  "warehouse.quarantine.not_mapped":
    "column {column} has a value that the mapping does not name: {value} — expected {expected}",
  "warehouse.quarantine.out_of_range":
    "column {column} is a time too far away to be meant: {value} — expected {expected}",
  "warehouse.quarantine.pattern_mismatch":
    "column {column} does not match its pattern: {value} — expected {expected}",
  "warehouse.quarantine.skipped_by_clock":
    "column {column} is a time that the clock skipped when it was put forward: {value} — expected a time that exists in the zone",
  "warehouse.step.checks": "check the model",
  "warehouse.step.clean_up": "clean up what an earlier refresh left",
  "warehouse.step.landing": "find the runs of the landing log",
  "warehouse.step.model": "build {table}",
  "warehouse.step.pass": "unite overlapping downtime",
  "warehouse.step.publish": "publish the snapshot",
  "warehouse.step.publish_past":
    "publish the state after run {run_no}, which serves until the next refresh; the newest run is {newest_no}",
  "warehouse.step.quarantine": "set aside rows that cannot be read",
  "warehouse.step.staging": "read {feed} of {source}",
} as const;

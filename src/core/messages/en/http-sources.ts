/** English sentences of the page of sources, and of what could not be read. */
export const httpSourcesMessages = {
  "http.scope.unread": "{count, plural, one {# feed} other {# feeds}} could not be read",
  "http.sources.headline":
    "{count, plural, one {The data come from one source.} other {The data come from # sources.}}",
  "http.sources.lede":
    "Extraction only appends to the landing log; the snapshot served was built on {built} and does not change.",
  "http.sources.site": "Site",
  "http.sources.site_zone": "{site}, clock of {zone}",
  "http.sources.data_to": "Data to",
  "http.sources.observed": "Observed",
  "http.sources.observed_span":
    "{from} to {to}, {basis, select, declared {as declared} until_last_end {until the last return seen} records_of_asset {each asset from its first record to its last} other {{basis}}}",
  "http.sources.failures_from": "Failures are",
  "http.sources.basis":
    "{basis, select, downtime {unplanned stops} failure {failure records} work_order {corrective work orders} other {{basis}}}",
  "http.sources.records": "Records",
  "http.sources.has":
    "{stops, select, true {stops} other {no stops}}, {ends, select, true {with their ends} other {no ends}}, {register, select, true {a register of assets} other {no register of assets}}",
  "http.sources.rows": "Rows",
  "http.sources.last_run": "Last read",
  "http.sources.licence": "Licence",
  "http.sources.unread": "Not read: {feed}",
  "http.sources.unread_since": "{at}: {message}",
} as const;

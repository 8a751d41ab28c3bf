/** English sentences of `reports`, keyed by message id; ICU message syntax. */
export const reportsMessages = {
  "reports.failed": "Could not be computed",
  "reports.unknown": "Not available",
  "reports.runhead": "{period} · issue {issue, number} · data to {data_to}",
  "reports.footer": "Meantime · {title}, {period} · issue {issue, number} · snapshot {snapshot}",
  "reports.data_to": "data to {data_to}",
  "reports.tiles": "Key figures",
  "reports.chart.table": "Table of these figures",
  "reports.source": "Data: {attribution}{licence, select, none {} other {, {licence}}}.",
  "reports.pdf.page_before": "page ",
  "reports.pdf.page_between": " of ",
  "reports.pdf.appendix": "The figures as tables",
  "reports.pdf.table": "Table {number, number}. {finding}",
  "reports.email.why":
    "You get this because your address is on the list of {title}. To stop it, ask whoever runs Meantime at your site.",
  "reports.email.foot": "Issue {issue, number}, snapshot {snapshot}.",
  "reports.email.read": "Read the report",
  "reports.email.or_pdf": "or open the PDF attached.",
  "reports.email.open_pdf": "The whole report is in the PDF attached.",
  "reports.email.figure": "{name} {value} ({interval})",
  "reports.email.figure_unknown": "{name} not available",
} as const;

import { limits, text } from "../../core/index.js";
import type { PageRequest, PageView } from "../page.js";
import type { DataTable } from "../csv.js";
import { html, type Html } from "../view/markup.js";
import { evidenceAnswer, formulaSection } from "./evidence-answer.js";
import {
  askedOf,
  readAllRows,
  readEvidence,
  withoutGrouping,
  type EvidenceData,
} from "./evidence-data.js";
import {
  doubtsSection,
  leftOutSection,
  rowsSection,
  waterfallSection,
} from "./evidence-sections.js";
import { fail } from "../errors.js";

function main(request: PageRequest, data: EvidenceData): Html {
  return html`${evidenceAnswer(data)}${formulaSection(request, data)}${waterfallSection(request, data)}${rowsSection(request, data)}${leftOutSection(request, data)}${doubtsSection(request, data)}`;
}

/** What a query may give, less the totals that come with the rows and one row more. */
const MOST_ROWS = limits.query_rows - 1_000;

/** Every row of the list for a CSV, not only the page shown. */
async function allRows(request: PageRequest, data: EvidenceData): Promise<DataTable> {
  const given = withoutGrouping(askedOf(request, data.scope));
  const { group } = request.query;
  const rows = await readAllRows(request, data.metric.id, {
    given: group === undefined ? given : { ...given, group },
    show: request.query.show ?? "counted",
    most: MOST_ROWS,
  });
  if (rows === null) throw fail("http.too_many_rows", { limit: MOST_ROWS });
  const columns = data.details.columns.map((column) => column.name);
  const { from, to } = data.scope.range;
  return { name: `${data.metric.id}-rows-${from}-${to}`, columns, rows };
}

/** The definition and the evidence of a figure: formula, rows behind, rows left out, doubts. */
export async function metricPage(request: PageRequest): Promise<PageView> {
  const data = await readEvidence(request);
  const { metric, scope, result, details, recomputed } = data;
  return {
    title: text("http.evidence.title", { title: metric.title }),
    nav: "/metrics",
    scope: scope.view,
    foot: scope.foot,
    data: { metric, result, recomputed, details },
    table: () => allRows(request, data),
    main: () => main(request, data),
  };
}

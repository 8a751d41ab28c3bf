import type { ChartId, ChartInputs, DrawOptions } from "../../src/charts/index.js";
import { EL107, EL107_OPEN, QUIET, YEARS } from "./fixtures/el107.js";
import { ELEVATOR_DOTS, OUTAGES } from "./fixtures/outages.js";
import {
  EMPTY,
  FAILED,
  FEW,
  LONG,
  MONTHS,
  NO_ACCESS,
  PARETO,
  PARETO_COST,
  WEEKS,
} from "./fixtures/results.js";

/** One drawing to check: a chart, its input, and how it is asked for. */
export interface DrawingCase {
  readonly name: string;
  readonly id: ChartId;
  readonly input: ChartInputs[ChartId];
  readonly options?: Partial<DrawOptions>;
}

const UNWATCHED = { ...EL107, observed: { from: "2019-01-01T00:00:00Z", to: null } };
const NO_OUTAGES = { ...OUTAGES, outages: [], total_h: 0 };

const MONTH_LINKS = Object.fromEntries(
  MONTHS.rows.map((row) => [String(row["group_id"]), `/metrics/mtbf?from=${row["group_id"]}`]),
);
const STATION_LINKS = Object.fromEntries(
  PARETO.rows.map((row) => [String(row["group_id"]), `/pareto?group=${row["group_id"]}`]),
);

/** Every chart in every state its input can be in. */
export const CASES: readonly DrawingCase[] = [
  {
    name: "mtbf-example",
    id: "mtbf_by_month",
    input: MONTHS,
    options: { finer: WEEKS, links: MONTH_LINKS },
  },
  { name: "mtbf-three-years", id: "mtbf_by_month", input: LONG },
  { name: "mtbf-few", id: "mtbf_by_month", input: FEW },
  { name: "mtbf-empty", id: "mtbf_by_month", input: EMPTY },
  { name: "mtbf-failed", id: "mtbf_by_month", input: FAILED },
  { name: "mtbf-no-access", id: "mtbf_by_month", input: NO_ACCESS },
  {
    name: "pareto-example",
    id: "failure_pareto",
    input: PARETO,
    options: { links: STATION_LINKS },
  },
  { name: "pareto-partial", id: "failure_pareto", input: { ...PARETO, status: "partial" } },
  { name: "pareto-cost", id: "failure_pareto", input: PARETO_COST },
  { name: "pareto-few", id: "failure_pareto", input: { ...PARETO, rows: PARETO.rows.slice(0, 1) } },
  { name: "pareto-empty", id: "failure_pareto", input: EMPTY },
  { name: "pareto-failed", id: "failure_pareto", input: FAILED },
  { name: "pareto-no-access", id: "failure_pareto", input: NO_ACCESS },
  {
    name: "calendar-example",
    id: "downtime_calendar",
    input: EL107,
    options: { emphasis: "Repair" },
  },
  { name: "calendar-open", id: "downtime_calendar", input: EL107_OPEN },
  { name: "calendar-years", id: "downtime_calendar", input: YEARS },
  { name: "calendar-quiet", id: "downtime_calendar", input: QUIET },
  { name: "calendar-unwatched", id: "downtime_calendar", input: UNWATCHED },
  { name: "outages-example", id: "top_outages", input: OUTAGES },
  { name: "outages-empty", id: "top_outages", input: NO_OUTAGES },
  { name: "dots-example", id: "jack_knife", input: ELEVATOR_DOTS },
  { name: "dots-empty", id: "jack_knife", input: EMPTY },
  { name: "dots-failed", id: "jack_knife", input: FAILED },
];

/** The widths pages and mail give. */
export const WIDTHS = [1024, 700, 595, 397, 358] as const;

import { isCivilDate, limits, type CivilDate } from "../core/index.js";
import { fail } from "./errors.js";

/** What decides a demo plant; the same options give the same bytes. */
export interface DemoOptions {
  /** The folder it is written to. */
  readonly outDir: string;
  /** How many sites, 3 when absent. */
  readonly sites?: number | undefined;
  /** How many years of records, 3 when absent. */
  readonly years?: number | undefined;
  /** Any whole number, 7 when absent; another one gives another plant. */
  readonly seed?: number | undefined;
  /** About how many work orders in all; 120 pieces of equipment a site when absent. */
  readonly workOrders?: number | undefined;
  /** Ratio of records with a fault put in on purpose, 0 when absent. */
  readonly dirt?: number | undefined;
  /** The day on which the export was taken, 2026-01-01 when absent. */
  readonly to?: CivilDate | undefined;
  /** Told now and then while a site is written, and when it is done. */
  readonly onProgress?: ((progress: DemoProgress) => void) | undefined;
}

/** How far the writing is. */
export interface DemoProgress {
  readonly site: string;
  readonly done: number;
  readonly of: number;
}

/** Options with every default in its place. */
export interface DemoPlan {
  readonly sites: number;
  readonly years: number;
  readonly seed: number;
  readonly workOrders: number | undefined;
  readonly dirt: number;
  readonly from: CivilDate;
  readonly to: CivilDate;
}

function checked(
  option: string,
  value: number,
  range: { readonly low: number; readonly high: number; readonly isWhole: boolean },
): number {
  const { low, high, isWhole } = range;
  if (value >= low && value <= high && (!isWhole || Number.isInteger(value))) return value;
  const expected = `${isWhole ? "a whole number" : "a number"} from ${low} to ${high}`;
  throw fail("demo.option", { option, received: String(value), expected });
}

/** The options, checked and complete. */
export function planOf(options: DemoOptions): DemoPlan {
  const { sites = 3, years = 3, seed = 7, workOrders, dirt = 0, to = "2026-01-01" } = options;
  if (!isCivilDate(to)) {
    throw fail("demo.option", { option: "to", received: to, expected: "a day as YYYY-MM-DD" });
  }
  const orders = { low: 1, high: limits.demo_work_orders, isWhole: true };
  return {
    sites: checked("sites", sites, { low: 1, high: 100, isWhole: true }),
    years: checked("years", years, { low: 1, high: 50, isWhole: true }),
    seed: checked("seed", seed, { low: 0, high: 4_294_967_295, isWhole: true }),
    workOrders: workOrders === undefined ? undefined : checked("workOrders", workOrders, orders),
    dirt: checked("dirt", dirt, { low: 0, high: 0.5, isWhole: false }),
    from: yearsBefore(to, years),
    to,
  };
}

function yearsBefore(day: CivilDate, years: number): CivilDate {
  const earlier = `${String(Number(day.slice(0, 4)) - years).padStart(4, "0")}${day.slice(4)}`;
  return isCivilDate(earlier) ? earlier : `${earlier.slice(0, 8)}28`;
}

import type { Config } from "../config/index.js";
import { monthRange, type Clock, type Log, type Principal } from "../core/index.js";
import { resolveScope } from "../metrics/index.js";
import {
  assembleReport,
  findReport,
  loadReports,
  type ReportDefinition,
  type ReportDocument,
} from "../reports/index.js";
import type { Snapshot } from "../warehouse/index.js";
import { fail } from "./errors.js";
import { REPORTS_DIR } from "./places.js";
import { SOFTWARE_VERSION } from "./version.js";

/** What a report is made of and on whose behalf. */
export interface ReportOrder {
  /** The site with the newest data when null. */
  readonly site: string | null;
  /** `YYYY-MM`; the last complete month of the site's data when null. */
  readonly period: string | null;
  readonly snapshot: Snapshot;
  readonly principal: Principal;
  readonly config: Config;
  readonly clock: Clock;
  readonly log: Log;
}

/** Where readers of a mail or PDF find the pages: the public address, else the bound one. */
function addressOf({ public_url, host, port }: Config): string {
  return public_url ?? `http://${host}:${port}`;
}

/** The report definition with that id; `report.unknown` with the nearest one. */
export async function reportById(id: string): Promise<ReportDefinition> {
  return findReport(await loadReports(REPORTS_DIR), id);
}

/** The document of a report for a month of a site. */
export async function makeReport(
  definition: ReportDefinition,
  order: ReportOrder,
): Promise<ReportDocument> {
  const { config, snapshot, principal, clock, log, period } = order;
  const ctx = { snapshot, principal, clock, recurrence_days: config.recurrence_days };
  const scope = await resolveScope(order.site === null ? {} : { site: order.site }, ctx);
  if (!scope.is_visible) throw fail("auth.report_site", { site: scope.site });
  return assembleReport(
    definition,
    { site: scope.site.site, range: period === null ? scope.range : monthRange(period) },
    { ...ctx, log, software_version: SOFTWARE_VERSION, public_url: addressOf(config) },
  );
}

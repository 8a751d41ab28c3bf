import type { TimeRange } from "../core/index.js";
import { assemble } from "./assemble.js";
import type { ReportDefinition } from "./definition.js";
import type { ReportDocument } from "./document.js";
import type { ReportContext } from "./evidence.js";
import { drawWithCharts } from "./gather-chart.js";
import { openEvidence } from "./open-evidence.js";
import { reportHtml } from "./render/html.js";
import type { Html } from "./render/markup.js";
import {
  renderWith,
  type RenderOptions,
  type Rendering,
  type ReportFormat,
} from "./render/render.js";

/** Of which site and period a report is, and its number among the issues for them. */
export interface ReportParameters {
  readonly site: string;
  /** The source with the newest data when not given. */
  readonly source?: string;
  readonly range: TimeRange;
  /** 1 when not given. */
  readonly issue?: number;
}

/**
 * The document of a report: every figure resolved, nothing left to ask a database. A section that
 * fails states why and the others stand; `isComplete` tells.
 */
export async function assembleReport(
  definition: ReportDefinition,
  { site, source, range, issue }: ReportParameters,
  ctx: ReportContext,
): Promise<ReportDocument> {
  const evidence = await openEvidence(site, ctx, source);
  const { clock, software_version, public_url, log } = ctx;
  const { snapshot_id } = ctx.snapshot.info;
  const sources = { evidence, clock, software_version, snapshot_id };
  return assemble(
    definition,
    { range, issue: issue ?? 1 },
    {
      ...sources,
      ...(public_url === undefined ? {} : { public_url }),
      ...(log === undefined ? {} : { log }),
    },
  );
}

/** A document in one format; the same document gives the same bytes. */
export function renderReport<Format extends ReportFormat>(
  report: ReportDocument,
  format: Format,
  options: Omit<RenderOptions, "draw"> = {},
): Promise<Rendering[Format]> {
  return renderWith(report, format, { ...options, draw: drawWithCharts });
}

/** A document as the inside of a page of the service. */
export function renderReportBody(report: ReportDocument): Promise<Html> {
  return reportHtml(report, drawWithCharts);
}

import { isAppError, text } from "../core/index.js";
import type { DirectiveBlock, Placeholder, ReportDefinition } from "./definition.js";
import type { Inline, Section } from "./document.js";
import type { Evidence, ReportContext } from "./evidence.js";
import { gatherChart, isReportChart } from "./gather-chart.js";
import { gatherAnswer, gatherTile, soundMetric } from "./gather-figures.js";
import { gatherDataQuality, gatherFindings, gatherWorstAssets } from "./gather-lists.js";
import { definitions } from "./view/notes.js";
import type { PeriodNames } from "./view/periods.js";

/** What the sections of a report are made from. */
export interface Assembly {
  readonly definition: ReportDefinition;
  readonly issue: number;
  readonly names: PeriodNames;
  readonly evidence: Evidence;
  readonly snapshot_id: string;
  readonly log: ReportContext["log"];
}

/** A section without what every section has. */
type Body = Section extends infer Part
  ? Part extends Section
    ? Omit<Part, "heading" | "status" | "failure">
    : never
  : never;

const ROWS = 8;

/** The sections of a report in the order of its file; a heading stands with what follows it. */
export async function assembleSections(assembly: Assembly): Promise<Section[]> {
  const { blocks } = assembly.definition;
  const made = blocks.map((block, index): Promise<Section> | null => {
    const before = blocks[index - 1];
    const heading = before?.kind === "heading" ? filled(before.text, assembly) : "";
    if (block.kind === "heading") {
      const isAlone = blocks[index + 1] === undefined || blocks[index + 1]?.kind === "heading";
      if (!isAlone) return null;
      return Promise.resolve(prose(filled(block.text, assembly), false, []));
    }
    if (block.kind === "prose") {
      const paragraphs = block.paragraphs.map((runs) =>
        runs.map((run) => ({ ...run, text: filled(run.text, assembly) })),
      );
      return Promise.resolve(prose(heading, block.is_list, paragraphs));
    }
    return sectionOf(block, heading, assembly);
  });
  return Promise.all(made.filter((section) => section !== null));
}

function prose(heading: string, is_list: boolean, paragraphs: Inline[][]): Section {
  return { kind: "prose", heading, status: "complete", failure: null, is_list, paragraphs };
}

function filled(content: string, { names, evidence }: Assembly): string {
  const [one, many] = evidence.site.asset_noun;
  const words: Readonly<Record<Placeholder, string>> = {
    asset: one,
    assets: many,
    Assets: many.charAt(0).toLocaleUpperCase("en") + many.slice(1),
    month: names.name,
    previous: names.previous_name,
    site: evidence.site.site_name,
  };
  return content.replace(/\{(\w+)\}/g, (whole, name: string) =>
    // The parser has refused every other name.
    Object.hasOwn(words, name) ? words[name as Placeholder] : whole,
  );
}

/** A section, or the same section stating what failed: one bad figure does not take the page. */
async function sectionOf(
  block: DirectiveBlock,
  heading: string,
  assembly: Assembly,
): Promise<Section> {
  try {
    const body = await bodyOf(block, assembly);
    return { ...body, heading, status: "complete", failure: null };
  } catch (error) {
    const failure = isAppError(error)
      ? { code: error.code, message: error.message }
      : { code: "internal.unexpected", message: text("reports.failed.unexpected") };
    const cause = error instanceof Error ? error.message : String(error);
    assembly.log?.error("report section failed", {
      report: assembly.definition.id,
      section: block.name,
      code: failure.code,
      cause,
    });
    return {
      kind: "prose",
      heading,
      status: "failed",
      failure,
      is_list: false,
      paragraphs: [],
    };
  }
}

async function bodyOf(block: DirectiveBlock, assembly: Assembly): Promise<Body> {
  const { evidence, names } = assembly;
  const rows = Number(block.attributes["rows"] ?? ROWS);
  switch (block.name) {
    case "answer":
      return { kind: "answer", ...(await gatherAnswer(evidence, names)) };
    case "tiles": {
      const ids = metricsOf(block);
      const tiles = await Promise.all(ids.map((id) => gatherTile(evidence, id, names)));
      return { kind: "tiles", tiles };
    }
    case "chart": {
      const id = block.attributes["id"] ?? "";
      return gatherChart(evidence, isReportChart(id) ? id : "mtbf_by_month", names.range);
    }
    case "table":
      return gatherWorstAssets(evidence, names, rows);
    case "findings":
      return gatherFindings(evidence, names, rows);
    case "data-quality":
      return gatherDataQuality(evidence);
    case "how-to-read":
      return howToRead(assembly);
    case "page-break":
      return { kind: "page_break" };
  }
}

function metricsOf(block: DirectiveBlock): string[] {
  return (block.attributes["metrics"] ?? "").split(/[\s,]+/).filter((id) => id !== "");
}

async function howToRead({
  definition,
  evidence,
  issue,
  names,
  snapshot_id,
}: Assembly): Promise<Body> {
  const shown = definition.blocks.flatMap((block) =>
    block.kind === "directive" && block.name === "tiles" ? metricsOf(block) : [],
  );
  const results = await Promise.all(
    shown.map((id) => soundMetric(evidence, { id, range: names.range })),
  );
  const { attribution, licence, is_generated } = evidence.site;
  const paragraphs = definitions({
    results,
    issue,
    snapshot_id,
    attribution,
    licence,
    is_generated,
  });
  return { kind: "how_to_read", paragraphs };
}

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { text } from "../../core/index.js";
import { fail } from "../errors.js";
import { drawableText, fontFiles } from "../fonts.js";
import type { ReportDocument, Section, Table, Tile } from "../document.js";
import type { Drawer } from "./draw.js";
import { PRINT, toneInk } from "./inks.js";
import { absoluteLinks, absoluteUrl } from "./links.js";
import { footerText, runningHead } from "./masthead.js";
import { sparkFile } from "./spark.js";
import { symbolFiles } from "./symbols.js";

/** Width charts are drawn at for the 186 mm between the margins: their text comes out at 8 pt. */
const CHART_WIDTH = 780;
const TEMPLATE = fileURLToPath(new URL("report.typ", import.meta.url));

/** Paths that exist for no file: the engine reads nothing but what it is handed. */
const NO_WORKSPACE = "/var/empty";

type Compiler = InstanceType<
  (typeof import("@myriaddreamin/typst-ts-node-compiler"))["NodeCompiler"]
>;
let compiler: Promise<Compiler> | undefined;

async function openCompiler(): Promise<Compiler> {
  const { NodeCompiler } = await import("@myriaddreamin/typst-ts-node-compiler");
  const fontBlobs = fontFiles().map((path) => readFileSync(path));
  return NodeCompiler.create({ workspace: NO_WORKSPACE, fontArgs: [{ fontBlobs }] });
}

/**
 * The report as a tagged PDF (PDF/UA-1, A4). The same document gives the same bytes: the creation
 * date is the document's, fonts are the packaged ones only. Throws `report.pdf_failed`.
 */
export async function renderPdf(report: ReportDocument, draw: Drawer): Promise<Uint8Array> {
  const data = JSON.stringify(drawableData(await layoutData(report, draw)));
  compiler ??= openCompiler();
  const engine = await compiler;
  try {
    const compiled = engine.compile({
      mainFileContent: readFileSync(TEMPLATE, "utf8"),
      inputs: { report: data },
    });
    if (compiled.result === null) throw new Error(diagnostics(compiled.takeDiagnostics()));
    const bytes = engine.pdf(compiled.result, {
      pdfStandard: "ua-1",
      creationTimestamp: Math.floor(Date.parse(report.generated_at) / 1000),
    });
    return new Uint8Array(bytes);
  } catch (cause) {
    const problem = cause instanceof Error ? cause.message.slice(0, 500) : String(cause);
    throw fail("report.pdf_failed", { report: report.id, problem }, { cause });
  } finally {
    // Memoized layouts of earlier reports would pile up in a long-lived process.
    engine.evictCache(0);
  }
}

function diagnostics(error: { readonly shortDiagnostics: readonly unknown[] } | null): string {
  return JSON.stringify(error?.shortDiagnostics ?? []);
}

async function layoutData(report: ReportDocument, draw: Drawer) {
  const sections = await Promise.all(
    report.sections.map((section, index) => laidOut({ report, section, index, draw })),
  );
  return {
    title: `${report.title}, ${report.period.label}`,
    author: text("core.product"),
    keywords: [report.id, report.snapshot_id],
    lang: report.language,
    colors: { ...PRINT, same: PRINT["ink-2"], plain: PRINT.ink },
    symbols: symbolFiles(),
    runhead: runningHead(report),
    footer: footerText(report),
    page: { before: text("reports.pdf.page_before"), between: text("reports.pdf.page_between") },
    words: {
      failed: text("reports.failed"),
      appendix: text("reports.pdf.appendix"),
    },
    notes: report.notes,
    has_answer: report.sections.some((s) => s.kind === "answer" && s.status === "complete"),
    sections,
    appendix: appendix(report),
  };
}

interface Placed {
  readonly report: ReportDocument;
  readonly section: Section;
  readonly index: number;
  readonly draw: Drawer;
}

async function laidOut({ report, section, index, draw }: Placed): Promise<object> {
  if (section.status === "failed") return section;
  switch (section.kind) {
    case "tiles":
      return { ...section, tiles: section.tiles.map((tile) => tileData(report, tile)) };
    case "chart": {
      const { alt, chart, finding, heading, input, is_drawn, kind, status, sub } = section;
      const request = {
        chart,
        input,
        width: CHART_WIDTH,
        theme: "print",
        key: `s${index}`,
      } as const;
      const svg = is_drawn ? await draw(request) : "";
      const links = absoluteLinks(report, section.links);
      return { alt, finding, heading, kind, status, sub, links, svg };
    }
    case "table":
      return {
        ...section,
        table: tableData(report, section.table),
        links: absoluteLinks(report, section.links),
      };
    case "findings":
      return {
        ...section,
        findings: section.findings.map((finding) => ({
          ...finding,
          href: absoluteUrl(report, finding.href),
          links: absoluteLinks(report, finding.links),
        })),
      };
    case "data_quality":
    case "how_to_read":
    case "prose":
      return {
        ...section,
        paragraphs: section.paragraphs.map((runs) =>
          runs.map((run) => ({ ...run, href: absoluteUrl(report, run.href) })),
        ),
      };
    case "answer":
    case "page_break":
      return section;
  }
}

function tileData(report: ReportDocument, tile: Tile): object {
  const spark =
    tile.spark === null ? null : { label: tile.spark.label, svg: sparkFile(tile.spark, PRINT) };
  return { ...tile, spark, href: absoluteUrl(report, tile.href) };
}

function tableData(report: ReportDocument, table: Table): object {
  const free = table.columns.findIndex(
    (column, index) => index > 0 && column.kind === "text" && column.align === "start",
  );
  return {
    columns: table.columns.map((column, index) => ({ ...column, is_wide: index === free })),
    rows: table.rows.map((row) => ({
      ...row,
      cells: row.cells.map((cell) => ({
        ...cell,
        href: absoluteUrl(report, cell.href),
        tone: cell.tone,
        ink: toneInk(PRINT, cell.tone),
      })),
    })),
  };
}

/** The tables behind the charts, numbered: paper cannot fold them away. */
function appendix(report: ReportDocument): object[] {
  const charts = report.sections.filter((s) => s.kind === "chart" && s.status === "complete");
  return charts.flatMap((section, index) =>
    section.kind === "chart" && section.table.rows.length > 0
      ? [
          {
            title: text("reports.pdf.table", { number: index + 1, finding: section.finding }),
            table: tableData(report, section.table),
          },
        ]
      : [],
  );
}

/** Texts of a tree as the engine can draw them; addresses stay as they are. */
function drawableData(value: unknown, key = ""): unknown {
  if (typeof value === "string") {
    if (key === "href") return value;
    return key === "svg" ? drawableText(value) : breakable(drawableText(value));
  }
  if (Array.isArray(value)) return value.map((part) => drawableData(part, key));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [name, drawableData(part, name)]),
  );
}

/** Lets a word that no line can hold break after every thirty characters. */
function breakable(content: string): string {
  return content.replace(/\S{40,}/gu, (word) => word.replace(/.{30}/gsu, "$&\u200b"));
}

import { text } from "../../core/index.js";
import type { Inline, ReportDocument, Section, Table, TableColumn, Tile } from "../document.js";
import { absoluteUrl } from "./links.js";
import { footerText, runningHead } from "./masthead.js";

const WIDTH = 78;

/** The report as plain text of 78 columns: what a mail's text part and a terminal show. */
export function renderText(report: ReportDocument): string {
  const head = runningHead(report);
  const parts = [
    `${head.title} · ${head.site}`,
    head.right,
    "",
    ...report.notes.flatMap((note) => [...wrapped(note), ""]),
    ...report.sections.flatMap((section) => [...sectionLines(report, section), ""]),
    "-".repeat(WIDTH),
    ...wrapped(footerText(report)),
  ];
  const url = absoluteUrl(report, report.href);
  if (url !== "") parts.push(url);
  return `${parts.join("\n").replace(/\n{3,}/g, "\n\n")}\n`;
}

/** The text broken into lines of at most 78 columns; a longer word stays whole. */
export function wrapped(content: string, indent = ""): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of content.split(/[ \n]+/)) {
    if (line !== "" && indent.length + line.length + 1 + word.length > WIDTH) {
      lines.push(`${indent}${line}`);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return line === "" ? lines : [...lines, `${indent}${line}`];
}

function sectionLines(report: ReportDocument, section: Section): string[] {
  const heading =
    section.heading === "" ? [] : [section.heading, "-".repeat(section.heading.length)];
  if (section.failure !== null) {
    return [...heading, ...wrapped(`${text("reports.failed")}: ${section.failure.message}`)];
  }
  return [...heading, ...bodyLines(report, section)];
}

function bodyLines(report: ReportDocument, section: Section): string[] {
  switch (section.kind) {
    case "answer":
      return [...wrapped(section.headline), "", ...wrapped(section.lede.join(" "))];
    case "tiles":
      return section.tiles.flatMap((tile) => tileLines(report, tile));
    case "chart":
      return [
        ...wrapped(section.finding),
        ...wrapped(section.alt, "  "),
        "",
        ...tableLines(section.table),
      ];
    case "table":
      return [
        ...wrapped(section.finding),
        ...wrapped(section.sub),
        ...tableLines(section.table),
        ...wrapped(section.note),
      ];
    case "findings":
      if (section.findings.length === 0) return wrapped(section.none);
      return section.findings.flatMap((finding) => {
        const number = finding.number === "" ? "" : ` (${finding.number})`;
        const url = absoluteUrl(report, finding.href);
        return [
          ...wrapped(`${finding.word}: ${finding.title}${number}`),
          ...wrapped(finding.body, "  "),
          ...(url === "" ? [] : [`  ${url}`]),
        ];
      });
    case "data_quality":
    case "how_to_read":
      return section.paragraphs.flatMap((runs) => wrapped(unlinked(runs)));
    case "prose":
      return section.paragraphs.flatMap((runs) =>
        section.is_list ? wrapped(`- ${plain(runs)}`) : [...wrapped(plain(runs)), ""],
      );
    case "page_break":
      return [];
  }
}

function plain(runs: readonly Inline[]): string {
  return runs.map((run) => run.text).join("");
}

/** The words without links that stand beside them: their addresses would drown the text. */
function unlinked(runs: readonly Inline[]): string {
  return plain(runs.filter((run) => run.kind !== "link" && run.text.trim() !== "·")).trim();
}

function tileLines(report: ReportDocument, tile: Tile): string[] {
  const unit = tile.unit === "" ? "" : ` ${tile.unit}`;
  const value = tile.value === "" ? tile.placeholder : `${tile.value}${unit}`;
  const known = tile.value === "" ? [tile.missing] : [tile.interval, tile.n];
  const word = tile.verdict?.word ?? "";
  const change = [word, tile.change].filter((part) => part !== "").join(": ");
  const facts = [...known, change].filter((part) => part !== "").join("; ");
  const url = absoluteUrl(report, tile.href);
  return [
    ...wrapped(`${tile.name}: ${value}`),
    ...wrapped(facts, "  "),
    ...(url === "" ? [] : [`  ${url}`]),
  ];
}

function tableLines(table: Table): string[] {
  if (table.rows.length === 0) return [];
  const kept = table.columns.flatMap((column, at) =>
    column.kind === "text" ? [{ column, at }] : [],
  );
  const head = kept.map(({ column }) => headText(column));
  const rows = table.rows.map((row) => kept.map(({ at }) => row.cells[at]?.text ?? ""));
  const widths = head.map((title, at) =>
    Math.max(title.length, ...rows.map((cells) => cells[at]?.length ?? 0)),
  );
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, at) => {
        const width = widths[at] ?? 0;
        return kept[at]?.column.align === "end" ? cell.padStart(width) : cell.padEnd(width);
      })
      .join("  ")
      .trimEnd();
  return [line(head), ...rows.map(line)];
}

function headText(column: TableColumn): string {
  return [column.title, column.unit === "" ? "" : `[${column.unit}]`]
    .filter((part) => part !== "")
    .join(" ");
}

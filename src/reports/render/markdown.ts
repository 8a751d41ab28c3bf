import { text } from "../../core/index.js";
import type { Inline, Link, ReportDocument, Section, Table, Tile } from "../document.js";
import { absoluteUrl } from "./links.js";
import { footerText, runningHead } from "./masthead.js";

/** The report as GitHub-flavoured Markdown; every text is escaped, so none can become markup. */
export function renderMarkdown(report: ReportDocument): string {
  const head = runningHead(report);
  const blocks = [
    `**${escaped(head.title)}** · ${escaped(head.site)} · ${escaped(head.right)}`,
    ...report.notes.map((note) => `> ${escaped(note)}`),
    ...report.sections.flatMap((section) => sectionBlocks(report, section)),
    `---\n\n${escaped(footerText(report))}`,
  ];
  return `${blocks.filter((block) => block !== "").join("\n\n")}\n`;
}

/** The text with every character escaped that Markdown or HTML could read as markup. */
export function escaped(content: string): string {
  return content
    .replace(/\s*\n\s*/g, " ")
    .replace(/[\\`*_{}[\]()#+!|~$@:-]/g, "\\$&")
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;");
}

function go(report: ReportDocument, link: Link): string {
  const url = absoluteUrl(report, link.href);
  return url === ""
    ? escaped(link.text)
    : `[${escaped(link.text)}](<${url.replace(/[<>\s]/g, "")}>)`;
}

function sectionBlocks(report: ReportDocument, section: Section): string[] {
  const heading = section.heading === "" ? "" : `## ${escaped(section.heading)}`;
  if (section.failure !== null) {
    return [heading, `**${escaped(text("reports.failed"))}** ${escaped(section.failure.message)}`];
  }
  return [heading, ...bodyBlocks(report, section)];
}

function bodyBlocks(report: ReportDocument, section: Section): string[] {
  switch (section.kind) {
    case "answer":
      return [`# ${escaped(section.headline)}`, escaped(section.lede.join(" "))];
    case "tiles":
      return [section.tiles.map((tile) => tileItem(report, tile)).join("\n")];
    case "chart":
      return [
        `### ${escaped(section.finding)}`,
        escaped(section.sub),
        tableBlock(report, section.table),
        section.links.map((link) => go(report, link)).join(" · "),
      ];
    case "table":
      return [
        section.finding === "" ? "" : `### ${escaped(section.finding)}`,
        escaped(section.sub),
        tableBlock(report, section.table),
        escaped(section.note),
      ];
    case "findings":
      if (section.findings.length === 0) return [escaped(section.none)];
      return [
        section.findings
          .map(({ word, title, body, number, href }) => {
            const tail = number === "" ? "" : ` (${escaped(number)})`;
            return `- **${escaped(word)}:** ${go(report, { text: title, href })}${tail}. ${escaped(body)}`;
          })
          .join("\n"),
      ];
    case "data_quality":
    case "how_to_read":
      return section.paragraphs.map((runs) => inline(report, runs));
    case "prose":
      return section.is_list
        ? [section.paragraphs.map((runs) => `- ${inline(report, runs)}`).join("\n")]
        : section.paragraphs.map((runs) => inline(report, runs));
    case "page_break":
      return [];
  }
}

function inline(report: ReportDocument, runs: readonly Inline[]): string {
  return runs
    .map((run) => {
      if (run.kind === "strong") return `**${escaped(run.text)}**`;
      if (run.kind === "emphasis") return `*${escaped(run.text)}*`;
      return run.kind === "link" ? go(report, run) : escaped(run.text);
    })
    .join("");
}

function tileItem(report: ReportDocument, tile: Tile): string {
  const unit = tile.unit === "" ? "" : `\u00a0${tile.unit}`;
  const value = tile.value === "" ? tile.placeholder : `${tile.value}${unit}`;
  const shown = go(report, { text: value, href: tile.href });
  const facts = tile.value === "" ? [tile.missing] : [tile.interval, tile.n];
  const change = [tile.verdict?.word ?? "", tile.change].filter((part) => part !== "").join(": ");
  const rest = [...facts, change].filter((part) => part !== "").map(escaped);
  return `- ${escaped(tile.name)}: **${shown}**; ${rest.join("; ")}`;
}

function tableBlock(report: ReportDocument, table: Table): string {
  if (table.rows.length === 0) return "";
  const kept = table.columns.flatMap((column, at) =>
    column.kind === "text" ? [{ column, at }] : [],
  );
  const head = kept.map(({ column }) => {
    const unit = column.unit === "" ? "" : ` (${column.unit})`;
    return escaped(`${column.title}${unit}`.trim());
  });
  const rule = kept.map(({ column }) => (column.align === "end" ? "---:" : "---"));
  const rows = table.rows.map((row) =>
    kept.map(({ at }) => {
      const cell = row.cells[at];
      return cell === undefined ? "" : go(report, cell);
    }),
  );
  return [head, rule, ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

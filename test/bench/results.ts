import { cpus, totalmem } from "node:os";
import { isMet, loadText, ratioOf, type Line } from "./measurement.js";
import type { Plant } from "./plant.js";

/** A run of the bench, as it is told. */
export interface Results {
  readonly plant: Plant | null;
  readonly lines: readonly Line[];
  readonly load_before: string;
  readonly command: string;
}

const HEAD = ["measurement", "unit", "ours", "bare", "ratio", "limit", "met", "runs"];

function amount(value: number | null): string {
  if (value === null) return "–";
  const digits = value >= 100 ? 0 : value >= 10 ? 1 : 2;
  return value.toLocaleString("en", {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
}

function limitText({ limit, unit }: Line): string {
  if (limit === undefined) return "–";
  const sign = limit.at === "most" ? "≤" : "≥";
  return `${sign} ${limit.value}${limit.of === "ratio" ? "x" : ` ${unit}`}`;
}

function metText(line: Line): string {
  const met = isMet(line);
  if (met === null) return "–";
  return met ? "yes" : "no";
}

function cellsOf(line: Line): string[] {
  const ratio = ratioOf(line);
  return [
    line.name,
    line.unit,
    amount(line.ours),
    amount(line.bare),
    ratio === null ? "–" : `${amount(ratio)}x`,
    limitText(line),
    metText(line),
    String(line.runs),
  ];
}

/** The lines as a Markdown table whose columns stand under one another. */
export function tableText(lines: readonly Line[]): string {
  const rows = [HEAD, ...lines.map(cellsOf)];
  const widths = HEAD.map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)));
  const written = rows.map(
    (row) => `| ${row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(" | ")} |`,
  );
  const rule = `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`;
  return [written[0], rule, ...written.slice(1)].join("\n");
}

/** Cores and memory, in general terms. */
function machineText(): string {
  const gib = Math.round(totalmem() / 1024 ** 3);
  return `${cpus().length} cores, ${gib} GiB, Node ${process.versions.node}`;
}

/** What was measured on what, when and how. */
export function headText({ plant, load_before, command }: Results): string {
  const size =
    plant === null
      ? []
      : [
          `- Plant: ${plant.work_orders.toLocaleString("en")} work orders, ` +
            `${plant.downtime.toLocaleString("en")} downtime records, ` +
            `${plant.assets.toLocaleString("en")} assets, generated`,
        ];
  return [
    `- Date: ${new Date().toISOString().slice(0, 10)}`,
    `- Command: \`${command}\``,
    `- Machine: ${machineText()}`,
    `- Load average: ${load_before} before, ${loadText()} after`,
    ...size,
  ].join("\n");
}

/** The results as a document. */
export function documentText(results: Results): string {
  return `# Bench results

${headText(results)}

Both sides of a line ran in this one run, interleaved, the order alternated and the first round
dropped; values are medians, \`runs\` says of how many. A process is timed whole, from its start to
its end. Read the ratios, which a busy machine moves less than the times. Peak memory is VmHWM.

${tableText(results.lines)}
`;
}

import { datasets, metrics } from "../../src/metrics/index.js";

const BEGIN = "<!-- generated: metrics -->";
/** Units that a declaration leaves to the site or to the reader. */
const UNIT_WORDS: Readonly<Record<string, string>> = { "": "count", "{currency}": "currency" };
const END = "<!-- end generated: metrics -->";

function cell(value: string): string {
  return value.replaceAll("|", "\\|").replaceAll("\n", " ");
}

function row(cells: readonly string[]): string {
  return `| ${cells.map(cell).join(" | ")} |`;
}

/** The README's tables of metrics and datasets, from their declarations. */
function tables(): string {
  const metricRows = metrics.map(({ id, name, summary, unit, by }) => {
    const units = typeof unit === "string" ? [unit] : Object.values(unit);
    const words = units.map((word) => UNIT_WORDS[word] ?? word).join(", ");
    return row([`\`${id}\``, name, words, summary, by.join(", ")]);
  });
  const datasetRows = datasets.map(({ id, grain, columns }) =>
    row([`\`${id}\``, grain, String(columns.length)]),
  );
  return [
    row(["metric", "name", "unit", "what it says", "by"]),
    row(["---", "---", "---", "---", "---"]),
    ...metricRows,
    "",
    row(["dataset", "one row is", "columns"]),
    row(["---", "---", "---"]),
    ...datasetRows,
  ].join("\n");
}

/** The README with its generated part made anew. */
export function withGeneratedMetrics(readme: string): string {
  const begin = readme.indexOf(BEGIN);
  const end = readme.indexOf(END);
  if (begin < 0 || end < begin) throw new Error(`README.md needs ${BEGIN} and ${END}`);
  return `${readme.slice(0, begin)}${BEGIN}\n\n${tables()}\n\n${readme.slice(end)}`;
}

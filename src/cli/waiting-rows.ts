import type { Config } from "../config/index.js";
import { formatCount, LOCAL_PRINCIPAL, placeUnit, text } from "../core/index.js";
import type { Row } from "../metrics/index.js";
import type { Snapshot } from "../warehouse/index.js";
import { withSnapshot } from "./load.js";

/** How many waiting rows of a site are told one by one. */
const SHOWN = 5;

function rowLine(row: Row): string {
  const cell = (name: string): string => String(row[name] ?? "");
  const file = cell("file");
  const place = { file, unit: placeUnit(file), line: cell("line") };
  return text("cli.waiting.row", { ...place, message: cell("message") });
}

async function linesOfSite(snapshot: Snapshot, site: string): Promise<string[]> {
  const parameters = { site, offset: 0, page_rows: SHOWN };
  const { rows } = await snapshot.query("lists", "quarantine", parameters, LOCAL_PRINCIPAL);
  const count = Number(rows[0]?.["total_count"] ?? 0);
  if (count === 0) return [];
  const more = count - rows.length;
  return [
    text("cli.waiting.count", { site, count, number: formatCount(count) }),
    ...rows.map(rowLine),
    ...(more === 0 ? [] : [text("cli.waiting.more", { number: formatCount(more) })]),
  ];
}

/** Findings that are told after a refresh; of assets that are not registered, how many there are. */
const TOLD = ["not_in_register", "records_on_parent", "shown_as_before"] as const;

async function doubtsOfSite(snapshot: Snapshot, site: string): Promise<string[]> {
  const { rows } = await snapshot.query("lists", "findings", { site }, LOCAL_PRINCIPAL);
  return TOLD.flatMap((rule) => {
    const found = rows.filter((row) => row["rule"] === rule);
    if (found.length === 0) return [];
    const records = found.reduce((sum, row) => sum + Number(row["record_count"]), 0);
    const count = rule === "not_in_register" ? found.length : records;
    return [text(`cli.doubts.${rule}`, { site, count, subject: String(found[0]?.["subject"]) })];
  });
}

/**
 * What is to be looked at after a refresh: the rows of each site in quarantine, how many and the
 * newest of them, and what the checks found that changes which records are in the figures.
 */
export async function waitingLines(config: Config): Promise<string[]> {
  return withSnapshot(config, async (snapshot) => {
    const lines: string[] = [];
    for (const { id } of config.sites) {
      lines.push(...(await linesOfSite(snapshot, id)), ...(await doubtsOfSite(snapshot, id)));
    }
    return lines;
  });
}

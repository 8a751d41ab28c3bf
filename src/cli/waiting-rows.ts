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

/** What waits in quarantine after a refresh: how many rows of each site, and the newest of them. */
export async function waitingLines(config: Config): Promise<string[]> {
  return withSnapshot(config, async (snapshot) => {
    const lines: string[] = [];
    for (const { id } of config.sites) lines.push(...(await linesOfSite(snapshot, id)));
    return lines;
  });
}

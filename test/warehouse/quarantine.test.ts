import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { FeedConfig } from "../../src/config/index.js";
import { buildPlant, openPlant } from "../fixtures/built-plant.js";
import { plainConfig, plainFeed, plainSource } from "../fixtures/plain-config.js";
import { extractPlant } from "../fixtures/sample-plant.js";

const HEADER = "id,asset,from,to,text\n";
const GOOD = "1,P,2024-01-05 08:00,2024-01-05 09:00,bearing at the drive end replaced\n";
const MORE = "2,P,2024-01-06 08:00,2024-01-06 09:00,bearing at the drive end replaced\n";
/** An end that is no time. */
const REFUSED = "9,P,2024-01-07 08:00,2024-01-07 09:61,bearing at the drive end replaced\n";
const REPAIRED = REFUSED.replace("09:61", "09:16");
/** Too few columns. */
const REJECTED = "9,P,2024-01-07 08:00\n";

let folder: string;
let keyed: FeedConfig;
let byContent: FeedConfig;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "meantime-quarantine-"));
  const fields = { asset: "asset", started_at: "from", ended_at: "to" };
  const given = { id: "stops", entity: "downtime", files: [join(folder, "a.csv")] } as const;
  keyed = plainFeed({ ...given, key: ["id"] }, fields);
  byContent = plainFeed({ ...given, key: "content" }, fields);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** What waits after the states of the file were read one after another: line and whether it is open. */
async function waitingAfter(feed: FeedConfig, states: readonly string[]): Promise<unknown[]> {
  const dataDir = join(folder, "var");
  const config = plainConfig(dataDir, { sources: [plainSource({ id: "s", feeds: [feed] })] });
  for (const rows of states) {
    writeFileSync(join(folder, "a.csv"), HEADER + rows);
    await extractPlant(config, dataDir);
  }
  await buildPlant(dataDir, config);
  const plant = await openPlant(dataDir);
  const rows = await plant.rows("select line, is_open from svc_quarantine order by line");
  await plant.close();
  return rows.map(({ line, is_open }) => [line, is_open]);
}

describe("a refused row", () => {
  test("of a feed with a key stays open when another row takes its place", async () => {
    expect(await waitingAfter(keyed, [REFUSED, MORE])).toEqual([[2, true]]);
  });

  test("of a feed with a key closes when its key comes again", async () => {
    expect(await waitingAfter(keyed, [REFUSED, REPAIRED])).toEqual([[2, false]]);
  });

  test("known by its content closes when a row like it stands in its place and it is gone", async () => {
    expect(await waitingAfter(byContent, [GOOD + REFUSED, GOOD + REPAIRED])).toEqual([[3, false]]);
  });

  test("known by its content stays open when it is only moved by a row like it", async () => {
    const states = [GOOD + REFUSED, GOOD + REPAIRED + REFUSED];
    expect(await waitingAfter(byContent, states)).toEqual([[3, true]]);
  });
});

describe("a row that could not be landed", () => {
  test("stays open while the file holds it, also when it is read again", async () => {
    const states = [GOOD + REJECTED, GOOD + REJECTED, GOOD + REJECTED + MORE];
    expect(await waitingAfter(keyed, states)).toEqual([[3, true]]);
  });

  test("stays open when the file begins anew without it", async () => {
    expect(await waitingAfter(keyed, [GOOD + REJECTED, MORE])).toEqual([[3, true]]);
    expect(await waitingAfter(keyed, [MORE + REPAIRED])).toEqual([[3, true]]);
  });

  test("closes when the file holds all that it held, and not it", async () => {
    const changed = GOOD.replace("09:00", "09:30");
    expect(await waitingAfter(keyed, [GOOD + REJECTED, changed + REPAIRED])).toEqual([[3, false]]);
  });

  test("of a full list closes when the newest state does not hold it", async () => {
    const full: FeedConfig = { ...keyed, snapshot: "full" };
    expect(await waitingAfter(full, [GOOD + REJECTED, GOOD])).toEqual([[3, false]]);
  });
});

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { runRecorded } from "./recorded-run.js";

const MAPPING = `sites:
  works: { zone: Europe/Berlin }
sources:
  plant:
    site: works
    failures_from: downtime
    feeds:
      register: { entity: asset, files: register.csv, snapshot: full, fields: { tag: tag } }
      stops:
        entity: downtime
        files: stops.csv
        key: id
        fields: { asset: tag, started_at: at, time_class: { constant: unplanned } }
`;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "meantime-cli-extract-"));
  writeFileSync(join(folder, "meantime.yaml"), MAPPING);
  writeFileSync(join(folder, "stops.csv"), "id,tag,at\n1,P-1,2024-01-01 08:00\n");
});
afterEach(() => rmSync(folder, { recursive: true }));

function writeRegister(count: number): void {
  const tags = Array.from({ length: count }, (_, i) => `P-${i}`);
  writeFileSync(join(folder, "register.csv"), `tag\n${tags.join("\n")}\n`);
}

test("extract refuses a list that was cut off, and says how to accept it", async () => {
  const places = ["--config", join(folder, "meantime.yaml"), "--data", join(folder, "var")];
  writeRegister(40);
  expect((await runRecorded(["extract", ...places])).code).toBe(0);
  writeRegister(20);
  const refused = await runRecorded(["extract", ...places]);
  expect(refused.code).toBe(7);
  expect(refused.said.join("\n")).toContain("full list lacks 20 of 40 known rows");
  expect(refused.said.join("\n")).toContain("meantime extract plant --accept-deletions");
  const words = ["extract", "plant", "--accept-deletions", "--json", ...places];
  const accepted = await runRecorded(words);
  expect(accepted.code).toBe(0);
  expect(JSON.parse(accepted.printed.join("\n"))).toMatchObject([
    { feed: "register", rows_in: 20, rows_unchanged: 20, rows_deleted: 20 },
    { feed: "stops", rows_in: 1, rows_unchanged: 1, rows_deleted: 0 },
  ]);
});

import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { LOCAL_PRINCIPAL, type Principal } from "../../src/core/index.js";
import { openCurrent, readQueryFiles, type Snapshot } from "../../src/warehouse/index.js";
import { samplePlant } from "../fixtures/sample-plant.js";

const folder = mkdtempSync(join(tmpdir(), "meantime-export-"));
let snapshot: Snapshot;

beforeAll(async () => {
  snapshot = await openCurrent((await samplePlant()).dataDir);
});
afterAll(async () => {
  await snapshot.close();
  rmSync(folder, { recursive: true });
});

const miner: Principal = { ...LOCAL_PRINCIPAL, id: "miner", sites: ["mine"] };

async function sitesOf(principal: Principal): Promise<unknown[]> {
  const { rows } = await snapshot.query("lists", "sites", {}, principal);
  return rows.map(({ site }) => site);
}

describe("a query", () => {
  test("gives what the principal may see, and no other site", async () => {
    expect(await sitesOf(LOCAL_PRINCIPAL)).toHaveLength(3);
    expect(await sitesOf(miner)).toEqual(["mine"]);
    expect(await sitesOf({ ...miner, sites: [] })).toEqual([]);
    expect(await sitesOf({ ...miner, sites: ["nowhere"] })).toEqual([]);
  });

  test("keeps scopes apart when they are asked at once and in turn", async () => {
    const asked = Array.from({ length: 40 }, (_, i) =>
      sitesOf(i % 2 === 0 ? LOCAL_PRINCIPAL : { ...miner, locale: `x-${i % 7}` }),
    );
    const answers = await Promise.all(asked);
    expect(answers.map((sites) => sites.length)).toEqual(
      Array.from({ length: 40 }, (_, i) => (i % 2 === 0 ? 3 : 1)),
    );
  });

  test("for a principal bound to a branch of the hierarchy gives nothing yet", async () => {
    expect(await sitesOf({ ...LOCAL_PRINCIPAL, hierarchy: "some-asset" })).toEqual([]);
  });

  test("with a missing or surplus parameter is refused by its name", async () => {
    await expect(snapshot.query("lists", "sites", { sight: 1 }, LOCAL_PRINCIPAL)).rejects.toThrow(
      "sight",
    );
  });
});

describe("every scoped query", () => {
  test("can be prepared, names its types and returns only plain ones", async () => {
    const plain = ["varchar", "integer", "bigint", "double", "boolean", "date", "timestamp"];
    for (const kind of ["metrics", "details", "datasets", "lists"] as const) {
      for (const { name, path, parameters } of readQueryFiles().of(kind)) {
        const prepared = await snapshot.prepareInfo(kind, name, LOCAL_PRINCIPAL);
        expect(prepared.parameters.map((one) => one.name).sort(), path).toEqual(parameters);
        const odd = prepared.columns.filter(({ type }) => !plain.includes(type));
        expect(odd, path).toEqual([]);
      }
    }
  });
});

describe("an export", () => {
  test("writes a dataset whole, in every format, with the rows that the query gives", async () => {
    const { parameters: declared } = await snapshot.prepareInfo(
      "datasets",
      "failures",
      LOCAL_PRINCIPAL,
    );
    const values: Record<string, string | number> = {
      site: "wind",
      source: "wind",
      from: "2000-01-01",
      to: "2030-01-01",
      asset: "",
      row_limit: 1_000,
    };
    const parameters = Object.fromEntries(
      declared.map(({ name }) => [name, values[name] ?? null] as const),
    );
    for (const format of ["csv", "parquet", "arrow"] as const) {
      const path = join(folder, `failures.${format}`);
      const request = { dataset: "failures", parameters, principal: LOCAL_PRINCIPAL, format, path };
      expect(await snapshot.exportTo(request), format).toBe(28);
      expect(existsSync(path)).toBe(true);
    }
    const lines = readFileSync(join(folder, "failures.csv"), "utf8").trim().split("\r\n");
    expect(lines).toHaveLength(29);
  });

  test("keeps apart from those of other readers of the same data", async () => {
    const other = await openCurrent((await samplePlant()).dataDir);
    const parameters = {
      site: "wind",
      source: "wind",
      from: "2000-01-01",
      to: "2030-01-01",
      asset: "",
      row_limit: 1_000,
    };
    const { parameters: declared } = await other.prepareInfo("datasets", "failures", miner);
    const given = Object.entries(parameters).filter(([name]) =>
      declared.some((one) => one.name === name),
    );
    const ask = (reader: Snapshot, principal: Principal): Promise<number> =>
      reader.exportTo({
        dataset: "failures",
        parameters: Object.fromEntries(given),
        principal,
        format: "csv",
        path: join(folder, `${principal.id}.csv`),
      });
    const asked = Array.from({ length: 3 }, () => [
      ask(snapshot, LOCAL_PRINCIPAL),
      ask(other, miner),
    ]);
    expect(await Promise.all(asked.flat())).toEqual([28, 0, 28, 0, 28, 0]);
    await other.close();
    for (const [name, lines] of [
      [LOCAL_PRINCIPAL.id, 29],
      ["miner", 1],
    ] as const) {
      const text = readFileSync(join(folder, `${name}.csv`), "utf8");
      expect(text.trim().split("\r\n"), name).toHaveLength(lines);
    }
  });

  test("of a dataset that does not exist is refused and leaves no file", async () => {
    const path = join(folder, "none.csv");
    const request = {
      dataset: "none",
      parameters: {},
      principal: miner,
      format: "csv",
      path,
    } as const;
    await expect(snapshot.exportTo(request)).rejects.toThrow("unknown query: datasets/none");
    expect(existsSync(path)).toBe(false);
  });
});

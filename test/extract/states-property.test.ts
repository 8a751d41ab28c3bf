import { afterEach, beforeEach, expect, it } from "vitest";
import { seededRandom, type Random } from "../../src/core/index.js";
import { TestPlant } from "./test-plant.js";

const SEED = Number(process.env["MEANTIME_TEST_SEED"] ?? 20261122);
const HISTORIES = Number(process.env["MEANTIME_TEST_CASES"] ?? 5);
const STATES = 4;

let plant: TestPlant;
beforeEach(() => {
  plant = new TestPlant();
});
afterEach(() => plant.remove());

type Fields = readonly (string | null)[];

/** A list as its source keeps it, and the next states of it. */
class ModelSource {
  private readonly random: Random;
  private rows: Fields[] = [];
  private next = 1;

  constructor(random: Random) {
    this.random = random;
  }

  /** Inserts, updates and deletes some rows, or none, and returns what an export would write. */
  step(): Fields[] {
    const { random } = this;
    if (random.next() < 0.2) return this.rows;
    this.rows = this.rows.filter(() => random.next() > 0.15);
    this.rows = this.rows.map((row) => (random.next() < 0.2 ? this.row(row[0]!) : row));
    for (let i = random.integer(1, 8); i > 0; i -= 1) this.rows.push(this.row(String(this.next++)));
    return this.rows;
  }

  private row(id: string): Fields {
    return [id, this.random.pick(["a", "b", "", null, "two\nlines"]), this.random.pick(["x", "y"])];
  }
}

interface Written {
  readonly text: string;
  readonly records: number;
  readonly bad: number;
}

/** The rows as CSV, with repeated keys, records without a key and ragged records among them. */
function writeFile(rows: readonly Fields[], random: Random): Written {
  const lines = ["id,text,more"];
  let bad = 0;
  const damage = random.pick([0, 0.15]);
  for (const row of rows) {
    lines.push(row.map((text) => (text === null ? "" : `"${text}"`)).join(","));
    if (random.next() >= damage) continue;
    bad += 1;
    lines.push(random.pick([`"${row[0]!}",again,z`, ",no key,z", "ragged", "no,such,key,here"]));
  }
  return { text: `${lines.join("\n")}\n`, records: rows.length + bad, bad };
}

function sorted(state: ReadonlyMap<string, string>): [string, string][] {
  return [...state].sort(([a], [b]) => (a < b ? -1 : 1));
}

it(`follows ${HISTORIES} random histories of a list as a plain map does (seed ${SEED})`, async () => {
  const random = seededRandom(SEED);
  for (let history = 0; history < HISTORIES; history += 1) {
    plant.remove();
    plant = new TestPlant();
    const snapshot = random.pick(["full", "append"] as const);
    plant.declare({ snapshot });
    const source = new ModelSource(random);
    const model = new Map<string, string>();
    const names: string[] = [];
    for (let state = 0; state < STATES; state += 1) {
      const rows = source.step();
      if (rows.length === 0) continue;
      const file = writeFile(rows, random);
      names.push(`${state}.csv`);
      plant.write(`${state}.csv`, file.text);
      const before = new Map(model);
      if (snapshot === "full") model.clear();
      for (const row of rows) model.set(row[0]!, JSON.stringify(row));
      const about = `seed ${SEED}, history ${history}, state ${state}: ${file.text}`;
      const runs = await plant.extract(names);
      const run = runs.at(-1)!;
      expect(run.rows_in, about).toBe(run.rows_landed + run.rows_unchanged + run.rows_rejected);
      const unchanged = rows.filter((row) => before.get(row[0]!) === JSON.stringify(row)).length;
      expect([run.rows_in, run.rows_rejected, run.rows_unchanged], about).toEqual([
        file.records,
        file.bad,
        unchanged,
      ]);
      expect([...(await plant.state())], about).toEqual(sorted(model));
    }
    const log = await plant.rows();
    const [again] = await plant.extract(names);
    expect(again?.rows_landed, "read again").toBe(0);
    expect(await plant.rows(), "read again").toEqual(log);
  }
});

it("keeps a list without keys as a bag of its records, however often each comes", async () => {
  const random = seededRandom(SEED);
  plant.declare({ key: "content", snapshot: "full" });
  const names: string[] = [];
  for (let state = 0; state < 4; state += 1) {
    const rows = Array.from({ length: random.integer(1, 30) }, () => [
      random.pick(["p", "q"]),
      random.pick(["1", "2", null]),
    ]);
    const lines = rows.map((row) => row.map((text) => text ?? "").join(","));
    names.push(`${state}.csv`);
    plant.write(`${state}.csv`, `a,b\n${lines.join("\n")}\n`);
    // Whole states of a random bag have little in common, which a real list would be refused for.
    await plant.extract(names, { acceptDeletions: true });
    const landed = [...(await plant.state()).values()].sort();
    expect(landed).toEqual(rows.map((row) => JSON.stringify(row)).sort());
  }
});

import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { DuckDBInstance } from "@duckdb/node-api";
import { z } from "zod";
import { text } from "../../src/core/index.js";
import { openCurrent } from "../../src/warehouse/index.js";
import { peakLine } from "./extraction.js";
import { interleave, median, say, type Line } from "./measurement.js";
import { plantWords, type Plant } from "./plant.js";
import { bareScript, MEANTIME, runToEnd, type Finished } from "./processes.js";

/** A refresh takes long, so fewer rounds count. */
const MOST_ROUNDS = 3;

const RECORDER = fileURLToPath(new URL("record-refresh.ts", import.meta.url));

interface Refreshed extends Finished {
  readonly pass_ms: number;
}

/** Builds a snapshot of the plant: by the product, and by replaying its statements in DuckDB. */
export async function measureRefresh(plant: Plant, rounds: number): Promise<Line[]> {
  say("refresh");
  const counted = Math.min(rounds, MOST_ROUNDS);
  const statements = join(plant.folder, "statements.json");
  const folder = join(plant.folder, "bare-refresh");
  const words = [plant.config_file, plant.data, statements];
  await runToEnd(["--import", "tsx", RECORDER, ...words]);
  await bareRefresh(statements, folder);
  await expectSameTables(plant.data, join(folder, "snapshot.duckdb"));
  const { ours, bare } = await interleave<Refreshed>(counted, {
    ours: () => ourRefresh(plant),
    bare: () => bareRefresh(statements, folder),
  });
  rmSync(folder, { recursive: true, force: true });
  const middle = (side: readonly Refreshed[], of: "seconds" | "pass_ms"): number =>
    median(side.map((one) => one[of]));
  return [
    {
      name: "refresh, against the same statements replayed in bare DuckDB",
      unit: "s",
      ours: middle(ours, "seconds"),
      bare: middle(bare, "seconds"),
      runs: counted,
    },
    {
      name: "of it the downtime pass, against its SQL form",
      unit: "ms",
      ours: middle(ours, "pass_ms"),
      bare: middle(bare, "pass_ms"),
      runs: counted,
    },
    ...peakLine("peak memory, refresh", { ours, bare }),
  ];
}

async function ourRefresh(plant: Plant): Promise<Refreshed> {
  const finished = await runToEnd([MEANTIME, "refresh", ...plantWords(plant)]);
  const snapshot = await openCurrent(plant.data);
  const pass = snapshot.info.steps.find(({ step }) => step === text("warehouse.step.pass"));
  await snapshot.close();
  return { ...finished, pass_ms: pass?.ms ?? Number.NaN };
}

async function bareRefresh(statements: string, folder: string): Promise<Refreshed> {
  rmSync(folder, { recursive: true, force: true });
  const finished = await runToEnd([bareScript("refresh.js"), statements, folder]);
  const { pass_ms } = z.object({ pass_ms: z.number() }).parse(JSON.parse(finished.output));
  return { ...finished, pass_ms };
}

/** Throws when a table of the replayed file differs from the published snapshot's. */
async function expectSameTables(data: string, path: string): Promise<void> {
  const pointer = readFileSync(join(data, "current.json"), "utf8");
  const { snapshot_id } = z.object({ snapshot_id: z.string() }).parse(JSON.parse(pointer));
  const ours = await fingerprints(join(data, "snapshots", `${snapshot_id}.duckdb`));
  const bare = await fingerprints(path);
  const different = Object.keys(ours).filter((table) => ours[table] !== bare[table]);
  if (different.length === 0) return;
  throw new Error(`the replayed refresh differs in ${different.join(", ")}`);
}

/** Count and sum of row hashes of every table of a file. */
async function fingerprints(path: string): Promise<Record<string, string>> {
  const instance = await DuckDBInstance.create(path, { access_mode: "READ_ONLY" });
  const connection = await instance.connect();
  const tables = await connection.runAndReadAll("select table_name from duckdb_tables()");
  const prints: Record<string, string> = {};
  for (const [table] of tables.getRows()) {
    const sql = `select count(*), sum(hash(t)::hugeint) from "${String(table)}" as t`;
    prints[String(table)] = String((await connection.runAndReadAll(sql)).getRows()[0]);
  }
  connection.closeSync();
  instance.closeSync();
  return prints;
}

import type { Config } from "../config/index.js";
import { text } from "../core/index.js";
import type { Database, Db } from "../duckdb/index.js";
import { runStopChecks, runWarningChecks, type CheckResult } from "./checks.js";
import { buildModel } from "./model.js";
import type { Steps } from "./progress.js";
import { refParameters } from "./ref-parameters.js";
import { attachScratch } from "./scratch.js";
import type { SnapshotFile } from "./snapshot-info.js";
import { prepareStaging, stagedFeeds, stageFeed, type StageInput } from "./stage.js";

/** What a snapshot is made from, as far as it is known before it is made. */
export type Description = Omit<
  SnapshotFile,
  "data_to" | "file_bytes" | "file_sha256" | "checks" | "steps" | "tables"
>;

/** What filling a snapshot needs. */
export interface FillInput extends StageInput {
  readonly database: Database;
  readonly steps: Steps;
  readonly description: Description;
}

/** Fills an empty file with the model of the landing log and checks it; returns what is told beside it. */
export async function fillSnapshot(
  input: FillInput,
): Promise<Pick<SnapshotFile, "data_to" | "checks" | "tables">> {
  const { db, queries, config, runs, steps, description } = input;
  await attachScratch(db);
  await prepareStaging(input);
  const feeds = stagedFeeds(input);
  for (const staged of feeds) {
    const names = { feed: staged.feed.id, source: staged.source.title };
    await steps.run(text("warehouse.step.staging", names), () => stageFeed(input, staged));
  }
  const parameters = {
    ...refParameters(config, runs),
    ...description,
    config_json: effectiveConfig(config),
  };
  const refused = await buildModel({ ...input, feeds, parameters });
  const checks: CheckResult[] = await steps.run(text("warehouse.step.checks"), async () => [
    ...refused,
    ...(await runWarningChecks(db, queries)),
    ...(await runStopChecks(db, queries)),
  ]);
  return { checks, data_to: await dataTo(db), tables: await tableSizes(db) };
}

/** The configuration as far as it shapes figures; what concerns mail and addresses stays out. */
function effectiveConfig({ sites, sources, recurrence_days }: Config): string {
  return JSON.stringify({ sites, sources, recurrence_days });
}

async function dataTo(db: Db): Promise<string | null> {
  const [row] = await db.rows("select data_to from svc_snapshot");
  const data_to = row?.["data_to"] ?? null;
  return data_to === null ? null : String(data_to);
}

async function tableSizes(db: Db): Promise<{ name: string; rows: number }[]> {
  const rows = await db.rows(
    "select table_name, estimated_size from duckdb_tables() " +
      "where database_name = 'snapshot' order by table_name",
  );
  return rows.map((row) => ({
    name: String(row["table_name"]),
    rows: Number(row["estimated_size"]),
  }));
}

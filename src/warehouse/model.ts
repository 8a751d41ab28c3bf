import { text } from "../core/index.js";
import type { Database, Parameters } from "../duckdb/index.js";
import { runQuarantineChecks, type CheckResult } from "./checks.js";
import { PASS_TABLES, runDowntimePass } from "./downtime-tables.js";
import { buildOrder, lineageOf, type BuildNode } from "./lineage.js";
import type { Steps } from "./progress.js";
import { runBuildQuery } from "./run-build-query.js";
import { isKept, placed } from "./scratch.js";
import type { QueryFile } from "./sql-files.js";
import { stageRefused, type StagedFeed, type StageInput } from "./stage.js";

/** What the model is built from, beside the staged tables. */
export interface ModelInput extends StageInput {
  readonly database: Database;
  readonly feeds: readonly StagedFeed[];
  /** Values of the parameters that model queries name. */
  readonly parameters: Parameters;
  readonly steps: Steps;
}

interface ModelNode extends BuildNode {
  /** What is told when it is done; null for what is only a step on the way. */
  readonly title: string | null;
  readonly build: () => Promise<unknown>;
}

/** Builds every table of the model, each after those it reads; returns what quarantine checks found. */
export async function buildModel(input: ModelInput): Promise<CheckResult[]> {
  const { db, queries, steps } = input;
  const refused: CheckResult[] = [];
  const quarantine: ModelNode = {
    name: "int_quarantine",
    reads: [],
    title: text("warehouse.step.quarantine"),
    build: async () => refused.push(...(await runQuarantineChecks(db, queries))),
  };
  const payload: ModelNode = {
    name: "stg_payload",
    makes: ["stg_reject"],
    reads: ["int_refused", "ref_run"],
    title: null,
    build: () => stageRefused(input, input.feeds),
  };
  const pass: ModelNode = {
    name: "pass",
    makes: Object.keys(PASS_TABLES),
    reads: ["int_downtime", "cal_day", "ref_site"],
    title: text("warehouse.step.pass"),
    build: () => runDowntimePass(input.database, db, queries),
  };
  const files = await Promise.all(queries.of("model").map((file) => tableNode(input, file)));
  for (const node of buildOrder([...files, quarantine, payload, pass])) {
    if (node.title === null) await node.build();
    else await steps.run(node.title, node.build);
  }
  return refused;
}

async function tableNode({ db, parameters }: ModelInput, file: QueryFile): Promise<ModelNode> {
  return {
    name: file.name,
    reads: (await lineageOf(db, file)).tables,
    title: isKept(file.name) ? text("warehouse.step.model", { table: file.name }) : null,
    build: () =>
      runBuildQuery(
        db,
        { prefix: `create ${formOf(file)} ${placed(file.name)} as`, file },
        parameters,
      ),
  };
}

/** Live rows are only a choice of staged rows: at ten million orders a second copy is too large. */
function formOf(file: QueryFile): "table" | "view" {
  return file.name.startsWith("int_live_") ? "view" : "table";
}

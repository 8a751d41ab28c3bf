import { get, type Agent } from "node:http";
import * as http from "node:http";
import { elapsedMs, LOCAL_PRINCIPAL, systemClock } from "../../src/core/index.js";
import { runMetric, type MetricId, type SnapshotReader } from "../../src/metrics/index.js";
import { openCurrent, readQueryFiles, type Snapshot } from "../../src/warehouse/index.js";
import { openBare, type BareQuery, type BareSnapshot } from "./bare-snapshot.js";
import { interleave, median, say, type Line } from "./measurement.js";
import { plantWords, type Plant } from "./plant.js";
import { startMeantime, type Server } from "./processes.js";
import { windowsOf } from "./windows.js";

/** What is asked of each metric. */
const QUESTIONS: readonly { readonly metric: MetricId; readonly by: string | null }[] = [
  { metric: "failure_count", by: null },
  { metric: "downtime_hours", by: null },
  { metric: "mtbf", by: null },
  { metric: "mtbf", by: "month" },
  { metric: "mean_down_time", by: null },
  { metric: "mttr", by: null },
  { metric: "availability_operational", by: "month" },
  { metric: "failure_pareto", by: null },
  { metric: "recurring_failures", by: null },
];

/** Windows asked about in each round; none comes twice. */
const WINDOWS = 8;

interface Question {
  readonly path: string;
  readonly queries: readonly BareQuery[];
}

/** Each metric through HTTP, never asked before, against its bare SQL on the same snapshot. */
export async function measureKpi(plant: Plant, rounds: number): Promise<Line[]> {
  say("KPI through HTTP");
  const snapshot = await openCurrent(plant.data);
  const bare = await openBare(plant.data, snapshot.info.snapshot_id);
  const server = await startMeantime(plantWords(plant), "/readyz");
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  try {
    const lines: Line[] = [];
    for (const { metric, by } of QUESTIONS) {
      const asked = await questionsOf(plant, {
        metric,
        by,
        snapshot,
        count: (rounds + 1) * WINDOWS,
      });
      lines.push(await measureMetric({ metric, by, asked, rounds, server, bare, agent }));
    }
    return lines;
  } finally {
    agent.destroy();
    await server.stop();
    await bare.close();
    await snapshot.close();
  }
}

async function measureMetric(task: {
  readonly metric: MetricId;
  readonly by: string | null;
  readonly asked: readonly Question[];
  readonly rounds: number;
  readonly server: Server;
  readonly bare: BareSnapshot;
  readonly agent: Agent;
}): Promise<Line> {
  const { metric, by, asked, rounds, server, bare, agent } = task;
  const ofRound = (round: number): readonly Question[] =>
    asked.slice(round * WINDOWS, (round + 1) * WINDOWS);
  const compared = await interleave<number>(rounds, {
    ours: (round) => msEach(ofRound(round), ({ path }) => fetchBody(`${server.url}${path}`, agent)),
    bare: (round) => msEach(ofRound(round), ({ queries }) => bare.ask(queries)),
  });
  return {
    name: `KPI ${metric}${by === null ? "" : ` by ${by}`}, uncached, against its bare SQL`,
    unit: "ms",
    ours: median(compared.ours),
    bare: median(compared.bare),
    runs: rounds,
    limit: { of: "ratio", at: "most", value: 1.15 },
  };
}

/** The mean time of one question of a round. */
async function msEach(
  questions: readonly Question[],
  ask: (question: Question) => Promise<unknown>,
): Promise<number> {
  const started_ms = elapsedMs();
  for (const question of questions) await ask(question);
  return (elapsedMs() - started_ms) / questions.length;
}

/** Questions with the statements that the product runs for each, as far as they are of the metric. */
async function questionsOf(
  plant: Plant,
  wanted: {
    readonly metric: MetricId;
    readonly by: string | null;
    readonly snapshot: Snapshot;
    readonly count: number;
  },
): Promise<Question[]> {
  const { metric, by, snapshot, count } = wanted;
  const files = readQueryFiles();
  const questions: Question[] = [];
  for (const [i, { from, to }] of windowsOf(plant, count).entries()) {
    const site = plant.sites[i % plant.sites.length] ?? "";
    const given = { site, from, to, ...(by === null ? {} : { by }) };
    const queries: BareQuery[] = [];
    const reader: SnapshotReader = {
      info: snapshot.info,
      query: (kind, name, parameters, principal) => {
        if (kind === "metrics") queries.push({ sql: files.get(kind, name).sql, parameters });
        return snapshot.query(kind, name, parameters, principal);
      },
    };
    await runMetric(metric, given, {
      snapshot: reader,
      principal: LOCAL_PRINCIPAL,
      clock: systemClock,
    });
    const path = `/api/metrics/${metric}.json?${new URLSearchParams(given).toString()}`;
    questions.push({ path, queries });
  }
  return questions;
}

/** The body of an answer; anything but 200 is an error. */
function fetchBody(url: string, agent: Agent): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    get(url, { agent }, (response) => {
      const parts: Buffer[] = [];
      response.on("data", (bytes: Buffer) => parts.push(bytes));
      response.once("end", () => {
        const body = Buffer.concat(parts);
        if (response.statusCode === 200) resolve(body);
        else reject(new Error(`${url}: ${response.statusCode ?? 0} ${body.toString()}`));
      });
    }).once("error", reject);
  });
}

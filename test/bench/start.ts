import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { makeFreshTree } from "./fresh-tree.js";
import { interleave, median, say, type Line } from "./measurement.js";
import { startHono, startMeantime, type Server } from "./processes.js";

/** First starts, which take long; each counts. */
const FIRST_STARTS = 3;
const IDLE_MS = 2_000;
const SAMPLE = new URL("../../data/sample/meantime.yaml", import.meta.url).pathname;

/** Starts on the bundled sample: from nothing, and again; and the memory of an idle server. */
export async function measureStart(folder: string, rounds: number): Promise<Line[]> {
  say("start");
  mkdirSync(folder, { recursive: true });
  const data = join(folder, "sample-data");
  const words = ["--config", SAMPLE, "--data", data];
  const first = await firstStarts(join(folder, "fresh"));
  rmSync(data, { recursive: true, force: true });
  await startOnce(() => startMeantime(words, "/"));
  const file = join(folder, "answer.json");
  writeFileSync(file, JSON.stringify({ headers: {}, body: "" }));
  const second = await interleave<number>(rounds, {
    ours: () => startOnce(() => startMeantime(words, "/")),
    bare: () => startOnce(() => startHono(file)),
  });
  return [
    {
      name: "first start after installation to first page, bundled sample",
      unit: "s",
      ours: median(first),
      bare: null,
      runs: FIRST_STARTS,
      limit: { of: "ours", at: "most", value: 20 },
    },
    {
      name: "second start to first page, against the start of bare Hono",
      unit: "s",
      ours: median(second.ours),
      bare: median(second.bare),
      runs: rounds,
      limit: { of: "ours", at: "most", value: 1.5 },
    },
    ...(await memoryLines(words, file)),
  ];
}

/** Seconds to the first page of a product that was just installed: it compiles, extracts, builds. */
async function firstStarts(folder: string): Promise<number[]> {
  const seconds: number[] = [];
  for (let i = 0; i < FIRST_STARTS; i += 1) {
    const entry = makeFreshTree(folder);
    const words = ["--data", join(folder, "var")];
    seconds.push(await startOnce(() => startMeantime(words, "/", entry)));
  }
  rmSync(folder, { recursive: true, force: true });
  return seconds;
}

/** Seconds from the start of a process to its first answer. */
async function startOnce(start: () => Promise<Server>): Promise<number> {
  const server = await start();
  await server.stop();
  return server.first_answer_ms / 1000;
}

async function memoryLines(words: readonly string[], file: string): Promise<Line[]> {
  const idle = await idlePeak(() => startMeantime(words, "/readyz"));
  const served = await idlePeak(() => startMeantime(words, "/"));
  const bare = await idlePeak(() => startHono(file));
  if (idle === null || served === null) return [];
  const most: Line["limit"] = { of: "ours", at: "most", value: 250 };
  const shared = { unit: "MiB", bare, runs: 1 } as const;
  return [
    { name: "peak memory, server idle after start", ours: idle, ...shared, limit: most },
    { name: "peak memory, server after its first page", ours: served, ...shared },
  ];
}

/** The most memory a server held once it had nothing to do for a while. */
async function idlePeak(start: () => Promise<Server>): Promise<number | null> {
  const server = await start();
  await wait(IDLE_MS);
  const peak = server.peakMib();
  await server.stop();
  return peak;
}

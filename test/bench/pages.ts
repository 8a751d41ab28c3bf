import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { requestRate, type Target } from "./load.js";
import { interleave, median, say, type Limit, type Line } from "./measurement.js";
import { plantWords, type Plant } from "./plant.js";
import { startHono, startMeantime, type Server } from "./processes.js";
import { windowsOf } from "./windows.js";

const GZIP = { "accept-encoding": "gzip" };
const HALF: Limit = { of: "ratio", at: "least", value: 0.5 };
const UNCACHED_PAGES = 20;

interface Rate {
  readonly name: string;
  readonly path: string;
  readonly bare_path: "/hello" | "/file";
  readonly limit?: Limit;
}

/** Rates of cached answers against bare Hono, and the memory of the server after all of them. */
export async function measurePages(plant: Plant, rounds: number): Promise<Line[]> {
  say("cached pages");
  const server = await startMeantime(plantWords(plant), "/readyz");
  try {
    const lines: Line[] = [];
    for (const rate of rates(plant)) lines.push(await measureRate({ rate, plant, rounds, server }));
    await askForManyPages(plant, server);
    return [...lines, ...memoryLine(server)];
  } finally {
    await server.stop();
  }
}

function rates(plant: Plant): Rate[] {
  const scope = new URLSearchParams({ site: plant.sites[0] ?? "", from: plant.from, to: plant.to });
  const page = `/?${scope.toString()}`;
  const json = `/api/metrics/mtbf.json?${scope.toString()}`;
  return [
    {
      name: "cached first page, against a bare handler giving the same bytes",
      path: page,
      bare_path: "/file",
    },
    {
      name: "cached JSON, against a bare handler giving the same bytes",
      path: json,
      bare_path: "/file",
    },
    {
      name: "cached JSON, against a bare handler that says hello",
      path: json,
      bare_path: "/hello",
      limit: HALF,
    },
  ];
}

async function measureRate(task: {
  readonly rate: Rate;
  readonly plant: Plant;
  readonly rounds: number;
  readonly server: Server;
}): Promise<Line> {
  const { rate, plant, rounds, server } = task;
  const { name, path, bare_path, limit } = rate;
  const ours: Target = { url: `${server.url}${path}`, headers: GZIP };
  const hono = await startHono(await keepAnswer(ours, join(plant.folder, "answer.json")));
  try {
    const compared = await interleave<number>(rounds, {
      ours: () => requestRate(ours),
      bare: () => requestRate({ url: `${hono.url}${bare_path}`, headers: GZIP }),
    });
    const middle = { ours: median(compared.ours), bare: median(compared.bare) };
    return { name, unit: "per s", ...middle, runs: rounds, ...(limit && { limit }) };
  } finally {
    await hono.stop();
  }
}

/** Asks once, so that the answer is kept, and writes it down for the bare handler. */
async function keepAnswer({ url }: Target, file: string): Promise<string> {
  const response = await fetch(url);
  const body = Buffer.from(await response.arrayBuffer());
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  const type = response.headers.get("content-type") ?? "";
  const headers = { "content-type": type, "content-encoding": "gzip" };
  writeFileSync(file, JSON.stringify({ headers, body: gzipSync(body).toString("base64") }));
  return file;
}

/** Pages that were never asked for before, as somebody who looks around would. */
async function askForManyPages(plant: Plant, server: Server): Promise<void> {
  const places = ["/", "/assets", "/pareto", "/recurring"];
  for (const [i, { from, to }] of windowsOf(plant, UNCACHED_PAGES).entries()) {
    const site = plant.sites[i % plant.sites.length] ?? "";
    const query = new URLSearchParams({ site, from, to });
    const url = `${server.url}${places[i % places.length] ?? "/"}?${query.toString()}`;
    const response = await fetch(url);
    await response.arrayBuffer();
    if (!response.ok) throw new Error(`${url}: ${response.status}`);
  }
}

function memoryLine(server: Server): Line[] {
  const ours = server.peakMib();
  if (ours === null) return [];
  const name = `peak memory, server of the plant after load and ${UNCACHED_PAGES} other pages`;
  return [{ name, unit: "MiB", ours, bare: null, runs: 1 }];
}

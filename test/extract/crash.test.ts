import { spawn, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { seededRandom } from "../../src/core/index.js";
import { TestPlant } from "./test-plant.js";

const CHILD = fileURLToPath(new URL("./extract-child.ts", import.meta.url));
const NODE = ["--import", "tsx", CHILD];

function table(rows: readonly (readonly [number, string])[]): string {
  return `id,text\n${rows.map(([id, text]) => `${id},${text}`).join("\n")}\n`;
}

/** Rows of a state: those of the file before with every seventh changed and every eleventh gone. */
function rowsAt(state: number): (readonly [number, string])[] {
  const rows: (readonly [number, string])[] = [];
  for (let id = 0; id < 400 + state * 50; id += 1) {
    if (id % 11 === state) continue;
    rows.push([id, id % 7 === state ? `changed in ${state}` : `row ${id}`]);
  }
  return rows;
}

let plant: TestPlant;
let files: string[];
/** The states that the log may be in: before, between and after the two new files. */
let states: Map<string, string | null>[];
let before: string;

beforeAll(async () => {
  plant = new TestPlant();
  plant.declare({ snapshot: "full" });
  files = [0, 1, 2].map((state) => plant.write(`${state}.csv`, table(rowsAt(state))));
  states = [];
  for (const count of [1, 2, 3]) {
    await plant.extract(["0.csv", "1.csv", "2.csv"].slice(0, count));
    states.push(await plant.state());
    if (count === 1) cpSync(plant.dataDir, join(plant.folder, "before"), { recursive: true });
  }
  before = join(plant.folder, "before");
});
afterAll(() => plant.remove());
beforeEach(() => {
  rmSync(plant.dataDir, { recursive: true });
  cpSync(before, plant.dataDir, { recursive: true });
});

async function stateNumber(): Promise<number> {
  const state = JSON.stringify([...(await plant.state())]);
  return states.findIndex((known) => JSON.stringify([...known]) === state);
}

async function finish(): Promise<number> {
  await plant.extract(["0.csv", "1.csv", "2.csv"]);
  expect(readdirSync(join(plant.dataDir, "landing"))).toEqual(["plant"]);
  return stateNumber();
}

describe("an extraction that is killed", () => {
  // The first is passed over, the second and third are landed: which states are there afterwards.
  it.each([
    ["comparing", 0],
    ["files_written", 0],
    ["manifest", null],
    ["landed", 1],
  ])("at step %s leaves a whole state and is made good by the next", async (step, expected) => {
    const args = [...NODE, plant.dataDir, step, "full", ...files];
    const { signal } = spawnSync(process.execPath, args, { encoding: "utf8" });
    expect(signal).toBe("SIGKILL");
    const state = await stateNumber();
    if (expected === null) expect([0, 1]).toContain(state);
    else expect(state).toBe(expected);
    expect(existsSync(join(plant.dataDir, "refresh.lock"))).toBe(true);
    expect(await finish()).toBe(2);
  });

  it("at any moment leaves a whole state and is made good by the next (seed 5)", async () => {
    const random = seededRandom(5);
    for (let round = 0; round < 2; round += 1) {
      const child = spawn(process.execPath, [...NODE, plant.dataDir, "-", "full", ...files]);
      const ended = new Promise((resolve) => child.once("close", resolve));
      const timer = setTimeout(() => child.kill("SIGKILL"), random.integer(300, 2500));
      await ended;
      clearTimeout(timer);
      expect(await stateNumber()).toBeGreaterThanOrEqual(0);
    }
    expect(await finish()).toBe(2);
  });
});

describe("a full disk", () => {
  const wide = Array.from(
    { length: 60_000 },
    (_, id) => [id, `text ${(id * 7919) % 60_013}`] as const,
  );

  function expectRefused(output: string): void {
    const answer = JSON.parse(output) as { code?: string; message?: string };
    expect(answer.code, output).toBe("landing.no_space");
    expect(answer.message).toContain("the landing log is as it was before");
  }

  it("by a file-size limit is told, and the log is as it was", async () => {
    const big = plant.write("big.csv", table(wide));
    const words = [process.execPath, ...NODE, plant.dataDir, "-", "append", files[0]!, big];
    const limited = spawnSync("sh", ["-c", 'ulimit -f 256; exec "$@"', "sh", ...words], {
      encoding: "utf8",
      env: { ...process.env, TSX_DISABLE_CACHE: "1" },
    });
    expectRefused(limited.stdout);
    expect(await stateNumber()).toBe(0);
    expect(await finish()).toBe(2);
  });

  it("by a small file system, where one can be mounted, is told, and the log is as it was", async () => {
    const small = join(plant.folder, "small");
    mkdirSync(small);
    const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", "size=1m", "tmpfs", small]);
    if (mounted.status !== 0) {
      console.info("full disk: no tmpfs can be mounted here; only the file-size limit was tried");
      return;
    }
    try {
      cpSync(before, join(small, "var"), { recursive: true });
      const big = plant.write("big.csv", table(wide));
      const words = [...NODE, join(small, "var"), "-", "append", files[0]!, big];
      expectRefused(spawnSync(process.execPath, words, { encoding: "utf8" }).stdout);
      rmSync(plant.dataDir, { recursive: true });
      cpSync(join(small, "var"), plant.dataDir, { recursive: true });
      expect(await stateNumber()).toBe(0);
    } finally {
      spawnSync("umount", [small]);
    }
  });
});

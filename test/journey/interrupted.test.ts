import { spawnSync } from "node:child_process";
import {
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadConfig } from "../../src/config/index.js";
import { lineLog, systemClock } from "../../src/core/index.js";
import { startService } from "../../src/main.js";
import { ROOT } from "../structure/source-files.js";
import { startChild } from "./child-process.js";
import { temporaryFolder } from "./mapping-file.js";
import { builtSmallPlant, copyOf, failuresOf, type SmallPlant } from "./small-plant.js";

/** A fourth failure, of which the snapshot before it knows nothing. */
const NEW_STOP = "5,P-102,25.03.2025 08:00,25.03.2025 09:00,U,Seal";

let older: SmallPlant;
let newer: SmallPlant;
const copies: SmallPlant[] = [];

beforeAll(async () => {
  older = await builtSmallPlant();
  expect(await failuresOf(older)).toBe(3);
  newer = copy(older);
  newer.addStops(NEW_STOP);
  expect((await newer.run("refresh", "--extract")).code).toBe(0);
  expect(await failuresOf(newer)).toBe(4);
});

afterAll(() => {
  for (const { folder } of [older, ...copies]) rmSync(folder, { recursive: true, force: true });
});

function copy(of: SmallPlant): SmallPlant {
  const plant = copyOf(of);
  copies.push(plant);
  return plant;
}

/** Paths of the files of a plant's newest snapshot. */
function newestSnapshot(plant: SmallPlant): { readonly database: string; readonly json: string } {
  const folder = join(plant.path("var"), "snapshots");
  const names = readdirSync(folder).sort();
  const last = (ending: string): string =>
    names.filter((name) => name.endsWith(ending)).at(-1) ?? "";
  return { database: join(folder, last(".duckdb")), json: join(folder, last(".json")) };
}

/** What is left of an unfinished refresh in a plant's data directory. */
function leftovers(plant: SmallPlant): string[] {
  const data = plant.path("var");
  const found = [...readdirSync(data), ...readdirSync(join(data, "snapshots"))];
  return found.filter((name) => /building|partial|lock|wal/.test(name));
}

describe("a snapshot that cannot be read", () => {
  const damages: readonly [string, (plant: SmallPlant) => void, number, RegExp][] = [
    [
      "cut short",
      (plant) => truncateSync(newestSnapshot(plant).database, 100_000),
      ...([3, /its file has 100000 bytes, expected \d+/] as const),
    ],
    [
      "overwritten",
      (plant) => {
        const { database } = newestSnapshot(plant);
        writeFileSync(database, Buffer.alloc(readFileSync(database).length, "x"));
      },
      ...([3, /cannot be (read|opened)/] as const),
    ],
    [
      "gone",
      (plant) => rmSync(newestSnapshot(plant).database),
      ...([3, /its file is missing/] as const),
    ],
    [
      "half described",
      (plant) => truncateSync(newestSnapshot(plant).json, 200),
      ...([3, /its description is missing or damaged/] as const),
    ],
    [
      "pointed at by half a current.json",
      (plant) => truncateSync(join(plant.path("var"), "current.json"), 20),
      ...([4, /current\.json cannot be read/] as const),
    ],
    [
      "not pointed at, as current.json is gone,",
      (plant) => rmSync(join(plant.path("var"), "current.json")),
      ...([4, /current\.json cannot be read/] as const),
    ],
  ];

  test.each(damages)("%s leaves the one before it serving", async (_, damage, failures, reason) => {
    const plant = copy(newer);
    damage(plant);
    expect(await failuresOf(plant)).toBe(failures);
    const { code, printed } = await plant.run("doctor");
    expect(code).toBe(9);
    expect(printed.find((line) => line.startsWith("WRONG  snapshot: "))).toMatch(reason);
    expect((await plant.run("refresh")).code).toBe(0);
    expect(await failuresOf(plant)).toBe(4);
    expect((await plant.run("doctor")).code).toBe(0);
  });

  test("and no other is told with the folder, and mended by a refresh", async () => {
    const plant = copy(older);
    truncateSync(newestSnapshot(plant).database, 5);
    const { code, said } = await plant.run("metric", "mtbf");
    expect(code).toBe(8);
    expect(said[0]).toContain(`no snapshot can be served: ${plant.path("var")}`);
    expect(said.join("\n")).toMatch(/has 5 bytes, expected \d+/);
    expect((await plant.run("refresh")).code).toBe(0);
    expect(await failuresOf(plant)).toBe(3);
  });
});

describe("a service that runs", () => {
  test("goes on with what it has when what is published cannot be read", async () => {
    const plant = copy(newer);
    const config = loadConfig({
      ...{ env: {}, file: plant.path("meantime.yaml") },
      overrides: { data: plant.path("var"), port: 0 },
    });
    const logged: string[] = [];
    const service = await startService({
      ...{ config, config_words: [], clock: systemClock, say: () => undefined },
      log: lineLog((line) => logged.push(line)),
    });
    const shown = async (to: string) => {
      const question = `api/metrics/failure_count.json?from=2025-01-01&to=${to}`;
      const response = await fetch(`${service.url}${question}`);
      return ((await response.json()) as { value: number }).value;
    };
    try {
      expect(await shown("2025-04-01")).toBe(4);
      const snapshots = join(plant.path("var"), "snapshots");
      for (const name of readdirSync(snapshots)) rmSync(join(snapshots, name));
      writeFileSync(join(plant.path("var"), "current.json"), "{");
      // Another question than before, so that no kept answer is given: the stop of March is out.
      expect(await shown("2025-03-01")).toBe(2);
      expect(logged.filter((line) => line.startsWith("error snapshot.unreadable"))).toHaveLength(1);
    } finally {
      await service.close();
    }
  });
});

describe("a full disk", () => {
  test("while the snapshot is built is told, and the snapshot before it serves", async () => {
    const plant = copy(older);
    plant.addStops(NEW_STOP);
    // Far less than a snapshot needs, and more than the log does.
    const child = startChild(["refresh", "--extract", ...plant.words], { file_limit_kb: 512 });
    expect(await child.ended).toBe(8);
    expect(child.said.join("\n")).toMatch(
      /the new snapshot cannot be written: .* no space is left .*\[refresh\.no_space\]/,
    );
    expect(await failuresOf(plant)).toBe(3);
    expect(leftovers(plant)).toEqual([]);
    expect((await plant.run("refresh")).code).toBe(0);
    expect(await failuresOf(plant)).toBe(4);
  });

  test("while a file is landed is told, and the log is as it was", async () => {
    const plant = copy(older);
    const lines = Array.from({ length: 3_000 }, (_, i) => {
      return `${100 + i},P-101,25.03.2025 08:00,25.03.2025 09:00,U,Reason ${(i * 7_919) % 9_973}`;
    });
    plant.addStops(...lines);
    const child = startChild(["extract", ...plant.words], { file_limit_kb: 8 });
    expect(await child.ended).toBe(8);
    expect(child.said.join("\n")).toMatch(/no room to write .*the log|landing log is as it was/);
    expect(child.said.join("\n")).toContain("[landing.no_space]");
    expect((await plant.run("refresh")).code).toBe(0);
    expect(await failuresOf(plant)).toBe(3);
    const { printed } = await plant.run("extract");
    expect(printed.at(-1)).toContain("3,004 rows in = 3,000 new or changed + 4 unchanged");
  });

  /** A shell in a mount namespace of its own, where a small disk can be mounted and goes by itself. */
  const inNamespace = (script: string, args: readonly string[] = []) =>
    spawnSync("unshare", ["-rm", "sh", "-c", script, "sh", ...args], { encoding: "utf8" });
  const folder = temporaryFolder();
  const mountable =
    inNamespace('mount -t tmpfs -o size=1m tmpfs "$1"', [folder]).status === 0
      ? "mounted"
      : "not run: mounting is not allowed here";

  test.runIf(mountable === "mounted")(`on a small disk does the same (${mountable})`, () => {
    const plant = copy(older);
    plant.addStops(NEW_STOP);
    const meantime = `"$2" "$3" "$4" --config "$5" --data "$1"`;
    const script = `mount -t tmpfs -o size=8m tmpfs "$1" && cp -r "$6"/. "$1" || exit 99
      ${meantime.replace('"$4"', "refresh --extract")} >&2; echo "refresh $?"
      ${meantime.replace('"$4"', "metric failure_count --from 2025-01-01 --to 2025-04-01 --json")}`;
    const entry = join(ROOT, "src", "meantime.js");
    const data = plant.path("var");
    const { stdout, stderr } = inNamespace(script, [
      ...[folder, process.execPath, entry, "", plant.path("meantime.yaml"), data],
    ]);
    expect(stderr).toMatch(/\[refresh\.no_space\]/);
    const [end = "", ...answer] = stdout.split("\n");
    expect(end).toBe("refresh 8");
    expect(JSON.parse(answer.join("\n"))).toMatchObject({ value: 3 });
  });
});

describe("a refresh that is killed", () => {
  const moments = [/^extracted cmms\/register/, /^build cal_day/, /^check the model/];
  test.each(moments)(
    "at %s leaves the snapshot before it, and the next one works",
    async (line) => {
      const plant = copy(older);
      plant.addStops(NEW_STOP);
      const child = startChild(["refresh", "--extract", ...plant.words]);
      await child.line(line);
      child.kill("SIGKILL");
      // At the last moments it may have been faster than the signal.
      const end = await child.ended;
      expect(["SIGKILL", 0]).toContain(end);
      expect(await failuresOf(plant)).toBe(end === 0 ? 4 : 3);
      expect(existsSync(join(plant.path("var"), "refresh.lock"))).toBe(end !== 0);
      const { code, said } = await plant.run("refresh", "--extract");
      expect({ code, said }).toEqual({ code: 0, said: [] });
      expect(await failuresOf(plant)).toBe(4);
      expect(leftovers(plant)).toEqual([]);
    },
  );

  test("does not keep a second one from being refused while it runs", async () => {
    const plant = copy(older);
    const lock = join(plant.path("var"), "refresh.lock");
    const since = new Date().toISOString();
    writeFileSync(lock, JSON.stringify({ pid: process.ppid, since, token: "another" }));
    const { code, said } = await plant.run("refresh", "--extract");
    expect(code).toBe(5);
    expect(said.join("\n")).toMatch(/is running: process \d+ since .* — expected only one/);
    expect(await failuresOf(plant)).toBe(3);
  });
});

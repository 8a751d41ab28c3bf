import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { AppError, isAppError } from "../../src/core/index.js";
import {
  extractAll,
  listFailures,
  runFolder,
  takeLock,
  type ExtractProgress,
  type Lock,
} from "../../src/extract/index.js";
import { testFeed } from "../sources/read-file.js";
import { TestPlant, testSource } from "./test-plant.js";

let plant: TestPlant;
beforeEach(() => {
  plant = new TestPlant();
});
afterEach(() => plant.remove());

const FIRST = 'id,name,done\n1,pump,\n2,"seal, worn",""\n3,motor,x\n';

function counts(run: { [name: string]: unknown } | undefined): unknown[] {
  return ["rows_in", "rows_landed", "rows_unchanged", "rows_deleted", "rows_rejected"].map(
    (name) => run?.[name],
  );
}

describe("a first file", () => {
  it("is landed row by row with its texts, places, keys and hashes", async () => {
    plant.write("a.csv", FIRST);
    const [run] = await plant.extract(["a.csv"]);
    expect(run).toEqual({
      format_version: 1,
      source: "plant",
      feed: "orders",
      entity: "work_order",
      connector: "csv",
      run_no: 1,
      file: "a.csv",
      file_sha256: createHash("sha256").update(FIRST).digest("hex"),
      file_bytes: Buffer.byteLength(FIRST),
      columns: ["id", "name", "done"],
      key: ["id"],
      rows_in: 3,
      rows_landed: 3,
      rows_unchanged: 0,
      rows_deleted: 0,
      rows_rejected: 0,
      started_at: "2026-01-02T03:04:05.000Z",
      finished_at: "2026-01-02T03:04:05.000Z",
      software_version: "0.0.0-test",
    });
    const md5 = (fields: unknown[]): string =>
      createHash("md5").update(JSON.stringify(fields)).digest("hex");
    expect(await plant.rows()).toEqual(
      [
        ["1", "pump", null],
        ["2", "seal, worn", ""],
        ["3", "motor", "x"],
      ].map((fields, i) => ({
        run_no: 1,
        kind: "row",
        key: fields[0],
        position: i + 1,
        line: i + 2,
        row_hash: md5(fields),
        fields: JSON.stringify(fields),
      })),
    );
  });

  it("has hashes that can be recomputed whatever characters its texts hold", async () => {
    const controls = Array.from({ length: 31 }, (_, i) => String.fromCharCode(i + 1)).join("");
    const name = `${controls}"\\/\u007f\u0085é€\u2028😀`;
    plant.write("a.csv", `id,name\n1,"${name.replaceAll('"', '""')}"\n`);
    await plant.extract(["a.csv"]);
    const json = JSON.stringify(["1", name]);
    const capitals = json.replace(/\\u00[0-9a-f]{2}/g, (code) =>
      code.replace(/[a-f]/g, (digit) => digit.toUpperCase()),
    );
    expect(capitals).not.toBe(json);
    const [row] = await plant.rows();
    expect(row?.["row_hash"]).toBe(createHash("md5").update(capitals).digest("hex"));
  });

  it("keeps exact duplicates apart when the key is the content", async () => {
    plant.declare({ key: "content" });
    plant.write("a.csv", "a,b\n1,2\n1,2\n3,4\n1,2\n");
    await plant.extract(["a.csv"]);
    const hash = createHash("md5").update('["1","2"]').digest("hex");
    const other = createHash("md5").update('["3","4"]').digest("hex");
    const keys = (await plant.rows()).map(({ key }) => key);
    expect(keys).toEqual([`${hash}#1`, `${hash}#2`, `${other}#1`, `${hash}#3`]);
  });

  it("rejects a repeated and an empty key and names both lines", async () => {
    plant.declare({ key: ["id", "site"] });
    plant.write("a.csv", 'id,site,n\n1,x,first\n\n1,y,other\n1,x,second\n,x,none\n"",x,none\n');
    const [run] = await plant.extract(["a.csv"]);
    expect(counts(run)).toEqual([5, 2, 0, 0, 3]);
    expect(await plant.rejects()).toEqual([
      {
        run_no: 1,
        line: 5,
        position: 3,
        key: "1\u001fx",
        rule: "duplicate_key",
        message:
          "line 5 repeats the key of line 2 (1 | x) — expected each key once; line 2 was taken",
        fields: '["1","x","second"]',
      },
      {
        run_no: 1,
        line: 6,
        position: 4,
        key: null,
        rule: "missing_key",
        message: "line 6 has no key: a key column is empty — expected a value in each",
        fields: '[null,"x","none"]',
      },
      {
        run_no: 1,
        line: 7,
        position: 5,
        key: null,
        rule: "missing_key",
        message: "line 7 has no key: a key column is empty — expected a value in each",
        fields: '["","x","none"]',
      },
    ]);
  });

  it("rejects what cannot be read with its text, and lands the rest", async () => {
    plant.write("a.csv", 'id,n\n1,a\n2,b,c\n3,"x"y\n4,d\n');
    const [run] = await plant.extract(["a.csv"]);
    expect(counts(run)).toEqual([4, 2, 0, 0, 2]);
    const found = (await plant.rejects()).map(({ line, rule, fields }) => ({ line, rule, fields }));
    expect(found).toEqual([
      { line: 3, rule: "ragged", fields: '["2,b,c"]' },
      { line: 4, rule: "bad_quote", fields: '["3,\\"x\\"y"]' },
    ]);
  });
});

describe("later files", () => {
  it("land only what changed, and nothing when read again", async () => {
    plant.write("a.csv", FIRST);
    plant.write("b.csv", 'id,name,done\n1,pump,yes\n2,"seal, worn",""\n4,gear,\n');
    const runs = await plant.extract(["a.csv", "b.csv"]);
    expect(runs.map(counts)).toEqual([
      [3, 3, 0, 0, 0],
      [3, 2, 1, 0, 0],
    ]);
    const state = await plant.state();
    const again = await plant.extract(["a.csv", "b.csv"]);
    expect(again.map((run) => [run.run_no, run.file, ...counts(run)])).toEqual([
      [3, "b.csv", 3, 0, 3, 0, 0],
    ]);
    expect(existsSync(join(runFolder(plant.dataDir, again[0]!), "rows.parquet"))).toBe(false);
    expect(await plant.state()).toEqual(state);
    expect([...state.keys()]).toEqual(["1", "2", "3", "4"]);
  });

  it("delete what a full list no longer holds, and bring it back", async () => {
    plant.declare({ snapshot: "full" });
    plant.write("a.csv", FIRST);
    plant.write("b.csv", "id,name,done\n1,pump,\n");
    plant.write("c.csv", "id,name,done\n1,pump,\n3,motor,x\n");
    const runs = await plant.extract(["a.csv", "b.csv", "c.csv"]);
    expect(runs.map(counts)).toEqual([
      [3, 3, 0, 0, 0],
      [1, 0, 1, 2, 0],
      [2, 1, 1, 0, 0],
    ]);
    expect([...(await plant.state()).keys()]).toEqual(["1", "3"]);
    const deleted = (await plant.rows()).filter((row) => row.kind === "delete");
    expect(deleted.map(({ run_no, key, fields }) => ({ run_no, key, fields }))).toEqual([
      { run_no: 2, key: "2", fields: null },
      { run_no: 2, key: "3", fields: null },
    ]);
  });

  it("do not delete a key that stands in a record that could not be read", async () => {
    plant.declare({ snapshot: "full" });
    plant.write("a.csv", FIRST);
    plant.write("b.csv", 'id,name,done\n1,pump,\n2,"seal" worn,""\n');
    const runs = await plant.extract(["a.csv", "b.csv"]);
    expect(runs.map(counts)).toEqual([
      [3, 3, 0, 0, 0],
      [2, 0, 1, 1, 1],
    ]);
    expect([...(await plant.state()).keys()]).toEqual(["1", "2"]);
  });

  it("never delete everything because a full list came empty", async () => {
    plant.declare({ snapshot: "full" });
    plant.write("a.csv", FIRST);
    plant.write("b.csv", "id,name,done\n");
    await expect(plant.extract(["a.csv", "b.csv"])).rejects.toMatchObject({
      code: "landing.nothing_left",
    });
    expect((await plant.state()).size).toBe(3);
  });

  it("are landed anew when the columns are named or ordered otherwise", async () => {
    plant.write("a.csv", "id,name\n1,pump\n");
    plant.write("b.csv", "id,title\n1,pump\n");
    const runs = await plant.extract(["a.csv", "b.csv"]);
    expect(runs.map(counts)).toEqual([
      [1, 1, 0, 0, 0],
      [1, 1, 0, 0, 0],
    ]);
  });

  it("are all read again under a new key, and the old keys go", async () => {
    plant.write("a.csv", "id,site\n1,x\n2,x\n");
    plant.write("b.csv", "id,site\n1,x\n3,x\n");
    await plant.extract(["a.csv", "b.csv"]);
    plant.declare({ key: ["id", "site"] });
    const runs = await plant.extract(["a.csv", "b.csv"]);
    expect(runs.map(counts)).toEqual([
      [2, 2, 0, 3, 0],
      [2, 1, 1, 0, 0],
    ]);
    expect([...(await plant.state()).keys()]).toEqual(["1\u001fx", "2\u001fx", "3\u001fx"]);
  });

  it("are refused under a new key when rows came from files that are not listed any more", async () => {
    plant.write("a.csv", "id,site\n1,x\n2,x\n");
    await plant.extract(["a.csv"]);
    plant.write("a.csv", "id,site\n3,x\n");
    await plant.extract(["a.csv"]);
    plant.declare({ key: ["id", "site"] });
    await expect(plant.extract(["a.csv"])).rejects.toMatchObject({
      code: "landing.key_changed",
      message:
        "key of a feed that only grows was changed: plant/orders, [id] to [id, site] — expected " +
        "every file it was landed from to be listed still, to be read again; rows of a.csv " +
        "(landed in run 1) would be lost",
    });
    expect([...(await plant.state()).keys()]).toEqual(["1", "2", "3"]);
    plant.declare({ key: ["id"] });
    const [run] = await plant.extract(["a.csv"]);
    expect(counts(run)).toEqual([1, 0, 1, 0, 0]);
  });

  it("under a new key need no earlier files when each is the whole list", async () => {
    plant.declare({ snapshot: "full" });
    const rows = (from: number): string =>
      Array.from({ length: 40 }, (_, i) => `${from + i},x\n`).join("");
    plant.write("a.csv", `id,site\n${rows(1)}`);
    await plant.extract(["a.csv"]);
    plant.write("a.csv", `id,site\n${rows(3)}`);
    plant.declare({ key: ["id", "site"] });
    const [run] = await plant.extract(["a.csv"]);
    expect(counts(run)).toEqual([40, 40, 0, 40, 0]);
  });
});

describe("a file that is read again", () => {
  const numbers = (): number[] => plant.manifests().map((run) => run.run_no);

  it("adds one run that says so, which the next takes the place of", async () => {
    plant.write("a.csv", FIRST);
    await plant.extract(["a.csv"]);
    for (const run_no of [2, 3, 4]) {
      const [run] = await plant.extract(["a.csv"]);
      expect([run?.run_no, ...counts(run)]).toEqual([run_no, 3, 0, 3, 0, 0]);
      expect(numbers()).toEqual([1, run_no]);
    }
    const folders = readdirSync(join(plant.dataDir, "landing", "plant", "orders"));
    expect(folders).toEqual(["000001", "000004"]);
    plant.write("b.csv", `${FIRST}4,gear,\n`);
    for (let i = 0; i < 3; i += 1) await plant.extract(["a.csv", "b.csv"]);
    expect(numbers()).toEqual([1, 4, 5, 7]);
    for (let i = 0; i < 3; i += 1) await plant.extract(["b.csv", "a.csv"]);
    // An earlier state again changes rows, as any file does.
    expect(numbers()).toEqual([1, 4, 5, 7, 8, 10]);
  });

  it("keeps what could not be read where it is looked for: in the newest run", async () => {
    plant.write("a.csv", "id,n\n1,a\n2,b,c\n");
    for (let i = 0; i < 3; i += 1) await plant.extract(["a.csv"]);
    expect((await plant.rejects()).map(({ run_no, line }) => [run_no, line])).toEqual([
      [1, 3],
      [3, 3],
    ]);
  });

  it("keeps the first run of every state, also of one that changed no row", async () => {
    plant.write("a.csv", FIRST);
    await plant.extract(["a.csv"]);
    plant.write("a.csv", `${FIRST}\n`);
    for (let i = 0; i < 3; i += 1) await plant.extract(["a.csv"]);
    expect(numbers()).toEqual([1, 2, 4]);
  });
});

describe("an extraction", () => {
  it("tells what it does", async () => {
    plant.write("a.csv", FIRST);
    plant.write("b.csv", FIRST);
    await plant.extract(["a.csv"]);
    const steps: ExtractProgress[] = [];
    await plant.extract(["a.csv", "b.csv"], { progress: (step) => steps.push(step) });
    expect(steps.map(({ step, file }) => [step, file.slice(-5)])).toEqual([
      ["skipped", "a.csv"],
      ["reading", "b.csv"],
      ["comparing", "b.csv"],
      ["writing", "b.csv"],
      ["landed", "b.csv"],
    ]);
  });

  it("goes on with other feeds when one fails, and then tells all that failed", async () => {
    const good = plant.write("a.csv", FIRST);
    const feed = (id: string, path: string) => testFeed({ id, key: ["id"], files: [path] });
    const source = testSource([
      feed("x", "/nowhere/x.csv"),
      feed("y", good),
      feed("z", "/no/z.csv"),
    ]);
    const error = await extractAll([source], plant.options).catch((caught: unknown) => caught);
    if (!isAppError(error)) throw new Error("expected a failure");
    expect(error.code).toBe("source.file_missing");
    expect(error.issues.map(({ where }) => where)).toEqual(["plant/x", "plant/z"]);
    expect(plant.manifests().map((run) => run.feed)).toEqual(["y"]);
    const feeds = ["x", "y", "z"].map((feed) => ({ source: "plant", feed }));
    const at = "2026-01-02T03:04:05.000Z";
    const noted = await listFailures(plant.dataDir, feeds);
    expect(noted).toEqual([
      {
        source: "plant",
        feed: "x",
        at,
        message: expect.stringContaining("/nowhere/x.csv") as string,
      },
      { source: "plant", feed: "z", at, message: expect.stringContaining("/no/z.csv") as string },
    ]);
    // A note that is damaged still tells that the feed failed.
    const note = join(plant.dataDir, "landing", "plant", "z", "failure.json");
    writeFileSync(note, "{");
    const [, damaged] = await listFailures(plant.dataDir, feeds);
    expect(damaged?.message).toContain(note);
    // Once it can be read, nothing stands against it.
    await extractAll([testSource([feed("x", good)])], plant.options);
    expect(await listFailures(plant.dataDir, feeds)).toMatchObject([{ feed: "z" }]);
  });

  it("of an unknown source names the known ones", async () => {
    const only = { source: "plnt" };
    await expect(extractAll([testSource([])], { ...plant.options, only })).rejects.toMatchObject({
      code: "extract.unknown_source",
    });
  });

  it("removes what a killed one has left and counts its run as never made", async () => {
    plant.write("a.csv", FIRST);
    await plant.extract(["a.csv"]);
    const left = runFolder(plant.dataDir, { source: "plant", feed: "orders", run_no: 2 });
    mkdirSync(left, { recursive: true });
    writeFileSync(join(left, "rows.parquet"), "half");
    writeFileSync(join(left, "manifest.json.partial"), "{");
    mkdirSync(join(plant.dataDir, "tmp", "extract-2"), { recursive: true });
    mkdirSync(join(plant.dataDir, "landing", ".tmp-killed-2", "run"), { recursive: true });
    const [run] = await plant.extract(["a.csv"]);
    expect(run?.run_no).toBe(2);
    expect(readdirSync(left)).toEqual(["manifest.json"]);
    expect(readdirSync(join(plant.dataDir, "tmp"))).toEqual([]);
    expect(readdirSync(join(plant.dataDir, "landing"))).toEqual(["plant"]);
  });

  it("that lost its lock leaves alone what the new holder makes", async () => {
    plant.write("a.csv", FIRST);
    await plant.extract(["a.csv"]);
    plant.write("a.csv", `${FIRST}4,gear,\n`);
    const theirs = runFolder(plant.dataDir, { source: "plant", feed: "orders", run_no: 2 });
    const work = join(plant.dataDir, "landing", ".tmp-other-2", "run");
    let hasLost = false;
    const held = await takeLock(plant.dataDir, plant.options.clock);
    const lock: Lock = {
      ...held,
      assertHeld: async () => {
        mkdirSync(theirs, { recursive: true });
        mkdirSync(work, { recursive: true });
        writeFileSync(join(theirs, "rows.parquet"), "theirs");
        hasLost = true;
        await Promise.reject(new AppError("landing.lock_lost", "conflict", "lost"));
      },
    };
    await expect(plant.extract(["a.csv"], { lock })).rejects.toMatchObject({
      code: "landing.lock_lost",
    });
    expect(hasLost).toBe(true);
    expect(readdirSync(theirs)).toEqual(["rows.parquet"]);
    expect(readdirSync(join(plant.dataDir, "landing")).sort()).toEqual([".tmp-other-2", "plant"]);
    await held.release();
  });

  it("cannot put its run where the new holder of its lock put one", async () => {
    plant.write("a.csv", FIRST);
    const theirs = runFolder(plant.dataDir, { source: "plant", feed: "orders", run_no: 1 });
    const lock: Lock = {
      token: "ours",
      release: () => Promise.resolve(),
      // Lost just after it was asked for.
      assertHeld: () => {
        if (existsSync(theirs)) {
          return Promise.reject(new AppError("landing.lock_lost", "conflict", "lost"));
        }
        mkdirSync(theirs, { recursive: true });
        writeFileSync(join(theirs, "manifest.json"), "theirs");
        return Promise.resolve();
      },
    };
    await expect(plant.extract(["a.csv"], { lock })).rejects.toMatchObject({
      code: "landing.lock_lost",
    });
    expect(readFileSync(join(theirs, "manifest.json"), "utf8")).toBe("theirs");
  });

  it("stops at a manifest that is damaged instead of guessing", async () => {
    plant.write("a.csv", FIRST);
    const [run] = await plant.extract(["a.csv"]);
    writeFileSync(join(runFolder(plant.dataDir, run!), "manifest.json"), '{"format_version": 2}');
    await expect(plant.extract(["a.csv"])).rejects.toMatchObject({
      code: "landing.manifest_damaged",
      kind: "data",
    });
  });
});

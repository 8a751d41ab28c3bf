import Libsql from "libsql";
import { execFile, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { isAppError, type AppError } from "../../src/core/index.js";
import { openState } from "../../src/state/index.js";

const directory = (): string => mkdtempSync(join(tmpdir(), "meantime-state-"));

function errorOf(work: () => unknown): AppError | null {
  try {
    work();
  } catch (error) {
    if (isAppError(error)) return error;
    throw error;
  }
  return null;
}

const codeOf = (work: () => unknown): string => errorOf(work)?.code ?? "none";
const hintOf = (work: () => unknown): string => errorOf(work)?.hint ?? "none";

describe("openState", () => {
  it("makes the file and its directory, and opens it again as it was", () => {
    const path = join(directory(), "deep", "state.db");
    const first = openState(path);
    expect(first.schedules.since("monthly")).toBeNull();
    first.schedules.makeKnown("monthly", "2018-06-01T04:00:00.000Z");
    first.close();
    const second = openState(path);
    second.schedules.makeKnown("monthly", "2020-01-01T00:00:00.000Z");
    expect(second.schedules.since("monthly")).toBe("2018-06-01T04:00:00.000Z");
    second.close();
  });

  it("refuses a file that is not a database", () => {
    const path = join(directory(), "state.db");
    writeFileSync(path, "these are notes, not a database\n".repeat(200));
    expect(codeOf(() => openState(path))).toBe("state.corrupt");
    expect(hintOf(() => openState(path))).toContain("or move it aside");
  });

  it("refuses a database whose pages are damaged, and leaves it as it is", () => {
    const path = join(directory(), "state.db");
    const state = openState(path);
    for (let i = 0; i < 400; i += 1) {
      const subject = `delivery/${i}`;
      state.audit.record({ at: "t", who: "x".repeat(100), action: "a", subject, detail: {} });
    }
    state.close();
    const raw = new Libsql(path);
    raw.pragma("wal_checkpoint(truncate)");
    raw.close();
    const bytes = readFileSync(path);
    bytes.fill(0xa5, 4096 * 3, 4096 * 12);
    writeFileSync(path, bytes);
    expect(codeOf(() => openState(path))).toBe("state.corrupt");
    expect(readFileSync(path).equals(bytes)).toBe(true);
    expect(hintOf(() => openState(path))).toContain("stop the service and restore the file");
  });

  it("refuses a file that a later version wrote", () => {
    const path = join(directory(), "state.db");
    openState(path).close();
    const raw = new Libsql(path);
    raw.exec("insert into migration (number, name, checksum) values (99, '0099-later.sql', 'x')");
    raw.close();
    expect(codeOf(() => openState(path))).toBe("state.newer");
  });

  it("refuses a file whose applied migration had another text", () => {
    const path = join(directory(), "state.db");
    openState(path).close();
    const raw = new Libsql(path);
    raw.exec("update migration set checksum = 'other' where number = 2");
    raw.close();
    expect(codeOf(() => openState(path))).toBe("state.migration_changed");
  });

  it("refuses the database of another program, and leaves it as it is", () => {
    const folder = directory();
    const path = join(folder, "state.db");
    const raw = new Libsql(path);
    raw.exec("create table recipes (id integer)");
    raw.close();
    const bytes = readFileSync(path);
    expect(codeOf(() => openState(path))).toBe("state.foreign");
    // The mode of the journal stands in the file.
    expect(readFileSync(path).equals(bytes)).toBe(true);
    expect(readdirSync(folder)).toEqual(["state.db"]);
  });

  it("keeps a write-ahead log", () => {
    const path = join(directory(), "state.db");
    openState(path).close();
    const raw = new Libsql(path);
    expect(raw.pragma("journal_mode")).toEqual([{ journal_mode: "wal" }]);
    raw.close();
  });

  it("names a path that cannot be opened", () => {
    const root = directory();
    writeFileSync(join(root, "file"), "");
    expect(codeOf(() => openState(join(root, "file", "state.db")))).toBe("state.unreadable");
    expect(codeOf(() => openState(root))).toBe("state.unreadable");
  });

  it("lets several processes make and use one file at the same time", async () => {
    const path = join(directory(), "state.db");
    const script = new URL("./write-from-process.ts", import.meta.url);
    const children = ["a", "b", "c"].map((name) =>
      fork(script, [path, name, "40"], { execArgv: ["--import", "tsx"] }),
    );
    const codes = await Promise.all(
      children.map(async (child): Promise<unknown> => (await once(child, "exit"))[0]),
    );
    expect(codes).toEqual([0, 0, 0]);
    const state = openState(path);
    // 3 processes of 40 entries each; none lost, none refused.
    expect(state.audit.list({ limit: 1_000 })).toHaveLength(120);
    state.close();
  });
});

describe("a full disk", () => {
  it("is an error that names the file, and loses nothing that was written before", async () => {
    const path = join(directory(), "state.db");
    const script = fileURLToPath(new URL("./write-from-process.ts", import.meta.url));
    // A limit on the size of files (100 KiB) stands for the end of the disk.
    const limited = 'ulimit -f 100; exec "$0" --import tsx "$@"';
    const child = execFile("bash", ["-c", limited, process.execPath, script, path, "a", "5000"]);
    let said = "";
    child.stderr?.on("data", (chunk: string) => (said += chunk));
    const [code] = (await once(child, "close")) as [number];
    expect(code).toBe(1);
    expect(said).toContain(`the state file cannot be written: ${path}`);
    const state = openState(path);
    const entries = state.audit.list({ limit: 5_000 }).reverse();
    expect(entries.length).toBeGreaterThan(0);
    expect(entries.map(({ subject }) => subject)).toEqual(entries.map((_, i) => `n/${i}`));
    state.close();
  });
});

describe("the audit log", () => {
  it("keeps entries as they were written: no update, no delete", () => {
    const path = join(directory(), "state.db");
    const state = openState(path);
    const entry = { at: "2018-06-01T04:00:00.000Z", who: "local", action: "delivery.resend" };
    state.audit.record({ ...entry, subject: "delivery/7", detail: { reason: null } });
    const raw = new Libsql(path);
    expect(() => raw.exec("update audit set who = 'nobody'")).toThrow("append-only");
    expect(() => raw.exec("delete from audit")).toThrow("append-only");
    raw.close();
    expect(state.audit.list({ subject: "delivery/7", limit: 10 })).toEqual([
      { id: 1, ...entry, subject: "delivery/7", detail: { reason: null } },
    ]);
    expect(state.audit.list({ subject: "delivery/8", limit: 10 })).toEqual([]);
    state.close();
  });
});

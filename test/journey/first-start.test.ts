import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { copyOfSample } from "./built-sample.js";
import { freePort, startChild, type Child } from "./child-process.js";

const ADDRESS = /^Meantime is at (http:\/\/127\.0\.0\.1:(\d+)\/)$/;

let data: string;
const children: Child[] = [];

beforeAll(() => {
  data = mkdtempSync(join(tmpdir(), "meantime-first-"));
});

afterEach(async () => {
  for (const child of children.splice(0)) {
    child.kill("SIGKILL");
    await child.ended;
  }
});

afterAll(() => rmSync(data, { recursive: true, force: true }));

function start(...parameters: Parameters<typeof startChild>): Child {
  const child = startChild(...parameters);
  children.push(child);
  return child;
}

async function addressOf(child: Child): Promise<string> {
  return ADDRESS.exec(await child.line(ADDRESS))?.[1] ?? "";
}

function snapshotFiles(): string[] {
  return readdirSync(join(data, "snapshots")).sort();
}

describe("a first start", () => {
  test("tells each step, prints the address, serves April's MTBF and ends when asked", async () => {
    const port = await freePort();
    const child = start(["serve", "--data", data, "--port", String(port)]);
    const url = await addressOf(child);
    expect(url).toBe(`http://127.0.0.1:${port}/`);
    expect(child.printed).toEqual([`Meantime is at ${url}`]);

    const [first = "", ...steps] = child.said;
    expect(first).toContain("data/sample/meantime.yaml");
    const extracted = steps.filter((line) => line.startsWith("extracted "));
    // The register, two states of the outages, the orders and two logbooks: six files, six runs.
    expect(extracted).toHaveLength(6);
    expect(extracted[2]).toContain("4,359 rows in = 2,334 new or changed + 2,025 unchanged + 0");
    expect(steps.filter((line) => /^\S.* \(\d[\d,]* ms\)$/.test(line)).length).toBeGreaterThan(15);
    expect(steps).toContainEqual(
      expect.stringMatching(/^published snapshot \S+, data to 2018-05-22/),
    );
    // Line 3454 of the excavators has a comma in its text that moved every later column.
    expect(steps).toContainEqual(
      expect.stringMatching(/^ {2}excavators\.csv, line 3454: column PMType/),
    );
    expect(steps.filter((line) => /error|warn/i.test(line))).toEqual([]);

    const response = await fetch(url);
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toContain("text/html");
    const page = await response.text();
    expect(page).toContain("April 2018");
    // MTBF of April, 216.1 h, and its interval, 190.3 to 245.4 h, rounded where the interval begins.
    const tile = /MTBF[\s\S]{0,600}?216[\s\S]{0,400}?190 to 245/.exec(page);
    expect(tile).not.toBeNull();

    child.kill("SIGTERM");
    expect(await child.ended).toBe(0);
    expect(child.said.at(-1)).toBe("Stopping.");
    await expect(fetch(url)).rejects.toThrow();
    expect(existsSync(join(data, "refresh.lock"))).toBe(false);
  });

  test("is followed by one that serves at once, from what was built", async () => {
    const before = snapshotFiles();
    const child = start(["serve", "--data", data], { env: { PORT: String(await freePort()) } });
    const url = await addressOf(child);
    expect(child.said).toEqual([]);
    expect(child.printed).toHaveLength(1);
    expect((await fetch(`${url}readyz`)).status).toBe(200);
    expect(await (await fetch(url)).text()).toContain("April 2018");
    expect(snapshotFiles()).toEqual(before);
    child.kill("SIGINT");
    expect(await child.ended).toBe(0);
  });

  test("that is stopped while it builds ends cleanly, and the next one builds", async () => {
    const other = mkdtempSync(join(tmpdir(), "meantime-first-"));
    const child = start(["serve", "--data", other, "--port", "0"]);
    await child.line(/^extracted mta\/outages/);
    child.kill("SIGTERM");
    expect(await child.ended).toBe(0);
    expect(existsSync(join(other, "current.json"))).toBe(false);
    const next = start(["refresh", "--extract", "--data", other]);
    expect(await next.ended).toBe(0);
    expect(next.printed).toContainEqual(expect.stringMatching(/^published snapshot/));
    rmSync(other, { recursive: true });
  });
});

describe("the port", () => {
  test("comes from the command line before the environment", async () => {
    const [env_port, port] = [await freePort(), await freePort()];
    const words = ["serve", "--data", data, "--port", String(port)];
    const child = start(words, { env: { PORT: String(env_port) } });
    expect(await addressOf(child)).toBe(`http://127.0.0.1:${port}/`);
  });

  test("when in use is told with what to do, and ends with 5", async () => {
    const taken = createServer();
    taken.listen(0, "127.0.0.1");
    await once(taken, "listening");
    const { port } = taken.address() as { port: number };
    const copy = await copyOfSample();
    const child = start(["serve", "--data", copy, "--port", String(port)]);
    expect(await child.ended).toBe(5);
    expect(child.said).toEqual([
      `error: port in use: 127.0.0.1:${port} [conflict.port_in_use]`,
      "  hint: stop the other process, or choose another port with --port",
    ]);
    expect(child.printed).toEqual([]);
    taken.close();
  });

  test("that is none, or an address beyond this machine, is refused with 9", async () => {
    const none = start(["serve", "--data", data, "--port", "99999"]);
    expect(await none.ended).toBe(9);
    expect(none.said.join("\n")).toMatch(/--port[\s\S]*99999[\s\S]*0 to 65535/);
    const beyond = start(["serve", "--data", data, "--host", "0.0.0.0"]);
    expect(await beyond.ended).toBe(9);
    expect(beyond.said.join("\n")).toMatch(/0\.0\.0\.0[\s\S]*127\.0\.0\.1/);
  });
});

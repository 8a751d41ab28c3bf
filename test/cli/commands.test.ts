import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { builtSample, copyOfSample } from "../journey/built-sample.js";
import { runRecorded } from "./recorded-run.js";

let data: string;
let folder: string;

beforeAll(async () => {
  data = await builtSample();
  folder = mkdtempSync(join(tmpdir(), "meantime-cli-"));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs a command on the built sample. */
async function onSample(...typed: string[]) {
  return runRecorded([...typed, "--data", data]);
}

/** A plant of one feed whose file is not there. */
const ORDERS_YAML = `sites: { plant: { zone: Europe/Berlin } }
sources:
  cmms:
    site: plant
    feeds:
      orders:
        entity: work_order
        files: nowhere.csv
        fields: { number: No, asset: Machine, reported_at: Reported, is_failure: { constant: "true" } }
`;

const APRIL = ["--site", "subway", "--from", "2018-04-01", "--to", "2018-05-01"];

describe("meantime metric", () => {
  test("prints value, scope, interval, status, data and a table", async () => {
    const { code, printed, said } = await onSample("metric", "mtbf", ...APRIL);
    expect({ code, said }).toEqual({ code: 0, said: [] });
    // 280 elevators x 720 h of April less its unplanned hours, over 898 failures; test/metrics
    // holds the figure itself against an independent count.
    expect(printed[0]).toMatch(/^MTBF: 216\.1\d* h$/);
    expect(printed[1]).toContain("New York City subway, 2018-04-01 to 2018-05-01");
    expect(printed[1]).toContain("n = 898");
    expect(printed[2]).toMatch(/^95 % interval: 190\.\d+ to 245\.\d+$/);
    expect(printed[3]).toMatch(/^status: ok/);
    expect(printed[4]).toMatch(/^snapshot \S+, data to 2018-05-22/);
    const [header = "", row = "", ...more] = printed.slice(6);
    expect(more).toEqual([]);
    expect(header.split(/\s+/)).toContain("exposure_h");
    expect(row).toMatch(/\b280\b.*\b201600\b.*\b898\b/);
  });

  test("--json prints the result that the table is made of, and nothing else", async () => {
    const { code, printed, said } = await onSample("metric", "mtbf", ...APRIL, "--json");
    expect({ code, said, count: printed.length }).toEqual({ code: 0, said: [], count: 1 });
    const result = JSON.parse(printed[0] ?? "") as Record<string, unknown>;
    expect(result).toMatchObject({ unit: "h", n: 898, status: "ok" });
    expect(result["rows"]).toMatchObject([{ asset_count: 280, exposure_h: 201_600 }]);
  });

  test("takes the metric's further parameters and groupings", async () => {
    const months = await onSample("metric", "failure_count", "--site", "subway", "--by", "month");
    expect(months.printed.filter((line) => /^2018-\d\d /.test(line))).not.toEqual([]);
    const set = ["--set", "dimension=asset,measure=count"];
    const pareto = await onSample("metric", "failure_pareto", ...APRIL, ...set, "--json");
    expect(pareto.code).toBe(0);
    expect(JSON.parse(pareto.printed[0] ?? "")).toMatchObject({
      parameters: { dimension: "asset", measure: "count" },
    });
  });

  test("says what it cannot say, and why, instead of a number", async () => {
    const { code, printed } = await onSample("metric", "mttr", "--site", "mine");
    expect(code).toBe(0);
    expect(printed[0]).toContain("cannot say");
    expect(printed.find((line) => line.startsWith("status: "))).not.toMatch(/^status: ok/);
  });

  test("wrong words are told with the nearest right ones and the exit code of their kind", async () => {
    const cases: [string[], number, RegExp][] = [
      [["metric", "mtbff"], 4, /did you mean mtbf\?/],
      [["metric", "mtbf", "--site", "subwy"], 4, /did you mean subway\?/],
      [["metric", "mtbf", "--site", "subway", "--asset", "EL9999"], 4, /EL9999/],
      [["metric", "mtbf", "--from", "April"], 2, /April/],
      [["metric", "mtbf", "--set", "dimention=mode"], 2, /dimention/],
      [["report", "monthly-kpis"], 4, /did you mean monthly-kpi\?/],
      [
        ["report", "monthly-kpi", "--period", "2018-13"],
        2,
        /2018-13 — expected a month as YYYY-MM/,
      ],
      [["export", "downtimes"], 4, /did you mean downtime\?/],
    ];
    for (const [typed, exitCode, words] of cases) {
      const { code, said, printed, bytes } = await onSample(...typed);
      expect(said.join("\n"), typed.join(" ")).toMatch(words);
      expect({ code, printed, bytes: bytes.length }).toEqual({
        code: exitCode,
        printed: [],
        bytes: 0,
      });
    }
  });
});

describe("meantime report", () => {
  const report = ["report", "monthly-kpi", "--site", "subway", "--period", "2018-04"];

  test("prints the report in the wanted format", async () => {
    const text = await onSample(...report, "--format", "text");
    expect(text.code).toBe(0);
    expect(text.bytes.toString()).toContain("April 2018");
    const html = await onSample(...report);
    expect(html.bytes.toString()).toMatch(/^<!doctype html>/i);
    const json = (await onSample(...report, "--format", "json")).bytes.toString();
    expect(JSON.parse(json)).toMatchObject({ id: "monthly-kpi" });
  });

  test("saves a page that needs nothing beside it: styles and fonts are inside", async () => {
    const html = (await onSample(...report, "--format", "html")).bytes.toString();
    const style = /<style>([^<]+)<\/style>/.exec(html)?.[1] ?? "";
    expect(style).toContain(".tiles");
    const addresses = [...style.matchAll(/url\(([^:)]*:?)/g)].map((match) => match[1]);
    expect(new Set(addresses)).toEqual(new Set(["data:"]));
    expect(html).not.toMatch(/<link|<script| src=/);
  });

  test("writes it whole to a file with -o and says so", async () => {
    const path = join(folder, "april.pdf");
    const { code, said, bytes } = await onSample(...report, "--format", "pdf", "-o", path);
    expect({ code, bytes: bytes.length }).toEqual({ code: 0, bytes: 0 });
    expect(said).toEqual([`wrote ${path}`]);
    expect(readFileSync(path).subarray(0, 5).toString()).toBe("%PDF-");
    expect(readdirSync(folder)).toEqual(["april.pdf"]);
  });
});

describe("meantime doctor", () => {
  test("finds nothing wrong with the sample, in lines and as JSON", async () => {
    const copy = await copyOfSample();
    const { code, printed } = await runRecorded(["doctor", "--data", copy]);
    expect(code).toBe(0);
    expect(printed.filter((line) => !line.startsWith("ok "))).toEqual([]);
    for (const subject of ["node", "config", "data", "state", "snapshot", "mail", "mta/outages"]) {
      expect(printed.some((line) => line.includes(` ${subject}: `))).toBe(true);
    }
    const json = await runRecorded(["doctor", "--data", copy, "--json"]);
    expect(JSON.parse(json.printed.join("\n"))).toHaveLength(printed.length);
  });

  test("names a missing file and a damaged snapshot, and ends with 9", async () => {
    const copy = await copyOfSample();
    for (const name of readdirSync(join(copy, "snapshots"))) {
      if (name.endsWith(".duckdb")) writeFileSync(join(copy, "snapshots", name), "half");
    }
    const config = join(folder, "meantime.yaml");
    writeFileSync(config, ORDERS_YAML);
    const { code, printed } = await runRecorded(["doctor", "--config", config, "--data", copy]);
    expect(code).toBe(9);
    const wrong = printed.filter((line) => line.startsWith("WRONG"));
    expect(wrong).toHaveLength(2);
    expect(wrong[0]).toMatch(/snapshot: .*has 4 bytes/);
    expect(wrong[1]).toContain(`cmms/orders: file not found: ${join(folder, "nowhere.csv")}`);
  });
});

describe("meantime refresh", () => {
  test("refuses to build where nothing was extracted, and says what to run", async () => {
    const [config, empty] = [join(folder, "empty.yaml"), join(folder, "empty")];
    writeFileSync(config, ORDERS_YAML);
    const { code, said } = await runRecorded(["refresh", "--config", config, "--data", empty]);
    expect(code).toBe(8);
    expect(said.join("\n")).toContain("nothing was extracted yet");
    expect(said.join("\n")).toContain("`meantime refresh --extract`");
    expect(readdirSync(empty)).not.toContain("current.json");
  });
});

describe("a folder that cannot be used", () => {
  test.each([
    [["demo", "--out", "/proc/plant"], 2, /a folder that this user may write to/],
    [["refresh", "--data", "/proc/plant"], 9, /data directory cannot be used: \/proc\/plant/],
    [["serve", "--data", "package.json"], 9, /package\.json \(it is a file\)/],
  ])("ends %j before any work", async (typed, exitCode, words) => {
    const { code, said } = await runRecorded(typed);
    expect(said.join("\n")).toMatch(words);
    expect(code).toBe(exitCode);
  });
});

describe("meantime doctor on schedules", () => {
  test("tells the next runs, and a mail server that does not answer", async () => {
    const config = join(folder, "meantime.yaml");
    writeFileSync(
      config,
      `sites: { plant: { zone: Europe/Berlin } }
mail: { host: 127.0.0.1, port: 1, from: reports@plant.example }
sources:
  cmms:
    site: plant
    feeds:
      orders:
        entity: work_order
        files: orders.csv
        fields: { number: No, asset: Machine, reported_at: Reported, is_failure: { constant: "true" } }
schedules:
  monthly:
    report: monthly-kpi
    site: plant
    cron: "0 7 1 * *"
    zone: Europe/Berlin
    recipients: [manager@plant.example]
`,
    );
    const fresh = mkdtempSync(join(tmpdir(), "meantime-cli-"));
    const { code, printed } = await runRecorded(["doctor", "--config", config, "--data", fresh]);
    expect(code).toBe(9);
    const wrong = printed.filter((line) => line.startsWith("WRONG"));
    expect(wrong).toHaveLength(2);
    expect(wrong[0]).toMatch(/mail: 127\.0\.0\.1:1 cannot be used: .*ECONNREFUSED/);
    expect(wrong[1]).toContain("orders.csv");
    const schedule = printed.find((line) => line.includes(" monthly: "));
    expect(schedule).toMatch(/next runs \d{4}-\d\d-01 07:00 \(\d{4}-\d\d\), .*Europe\/Berlin/);
    expect(printed.some((line) => line.includes(" deliveries: "))).toBe(true);
  });
});

describe("meantime deliveries", () => {
  test("says that none is owed on a new installation", async () => {
    const fresh = mkdtempSync(join(tmpdir(), "meantime-cli-"));
    const lines = await runRecorded(["deliveries", "--data", fresh]);
    expect(lines).toMatchObject({ code: 0, printed: ["No report has been owed yet."] });
    const json = await runRecorded(["deliveries", "--data", fresh, "--json"]);
    expect(json).toMatchObject({ code: 0, printed: ["[]"] });
  });
});

describe("meantime demo", () => {
  test("writes a plant that extracts and builds by its own mapping, labelled generated", async () => {
    const out = join(folder, "plant");
    const size = ["--sites", "1", "--years", "1", "--seed", "7"];
    const made = await runRecorded(["demo", "--out", out, "--orders", "300", ...size]);
    expect(made.code).toBe(0);
    expect(made.printed[0]).toContain(out);
    expect(JSON.parse(made.printed[1] ?? "")).toBeTypeOf("object");
    expect(readdirSync(out)).toEqual(expect.arrayContaining(["meantime.yaml", "truths.json"]));
    const words = ["--config", join(out, "meantime.yaml"), "--data", join(folder, "plant-data")];
    const built = await runRecorded(["refresh", "--extract", ...words]);
    expect(built.said).toEqual([]);
    expect(built.code).toBe(0);
    const result = await runRecorded(["metric", "mtbf", "--json", ...words]);
    expect(JSON.parse(result.printed[0] ?? "")).toMatchObject({ scope: { is_generated: true } });
  });
});

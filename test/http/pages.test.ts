import { readdirSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { afterAll, describe, expect, test } from "vitest";
import { wordsOf } from "./page-checks.js";
import { closePlant, plantApp, readerOf } from "./plant-app.js";

afterAll(closePlant);

interface Figure {
  readonly metric: string;
  readonly value: number | null;
  readonly n: number;
  readonly status: string;
  readonly inputs: Readonly<Record<string, number | null>>;
}

async function get(href: string, principal = readerOf("subway", "wind", "mine")) {
  const { app } = await plantApp(principal);
  const response = await app.request(href);
  return { response, text: await response.text() };
}

async function json<T>(href: string): Promise<T> {
  const { response, text } = await get(href);
  expect(response.status, href).toBe(200);
  expect(response.headers.get("content-type")).toContain("application/json");
  // The shape asked for is what the assertions then look at.
  return JSON.parse(text) as T;
}

function linesOf(csv: string): string[] {
  return csv.trimEnd().split("\r\n");
}

const WHOLE = "site=subway&from=2018-02-21&to=2018-05-22";

describe("figures", () => {
  test("of the whole MTA window are those of the independent calculation", async () => {
    // shared facts of the data set: 2,819 effective failures, MTBF 206.678 h, union 20,709.69 h.
    const { result } = await json<{ result: Figure }>(`/metrics/mtbf.json?${WHOLE}`);
    expect(result.n).toBe(2819);
    expect(result.value).toBeCloseTo(206.678, 2);
    const api = await json<Figure>(`/api/metrics/downtime_hours?${WHOLE}`);
    expect(api.value).toBeCloseTo(20_709.69, 1);
  });

  test("on the overview are those of its JSON and CSV and of the API", async () => {
    const page = "/?site=subway&period=2018-04";
    const { figures } = await json<{ figures: readonly Figure[] }>(
      page.replace("/?", "/overview.json?"),
    );
    const csv = linesOf((await get(page.replace("/?", "/overview.csv?"))).text);
    const html = wordsOf((await get(page)).text);
    expect(csv).toHaveLength(figures.length + 1);
    for (const figure of figures) {
      const row = csv.find((line) => line.startsWith(`${figure.metric},`)) ?? "";
      expect(row).toContain(figure.value === null ? ",," : String(figure.value));
      const api = await json<Figure>(
        `/api/metrics/${figure.metric}?site=subway&source=mta&from=2018-04-01&to=2018-05-01`,
      );
      expect(api.value).toBe(figure.value);
    }
    const count = figures.find(({ metric }) => metric === "failure_count");
    expect(html).toContain(`${count?.value ?? 0} failures`);
  });

  test("of assets are the same on page, in JSON and in CSV", async () => {
    const query = "?site=subway&period=2018-04&q=EL107";
    const { assets } = await json<{ assets: readonly Record<string, unknown>[] }>(
      `/assets.json${query}`,
    );
    const [asset] = assets;
    const [header = "", row = ""] = linesOf((await get(`/assets.csv${query}`)).text);
    expect(assets).toHaveLength(1);
    expect(row.split(",")[header.split(",").indexOf("failure_count")]).toBe(
      String(asset?.["failure_count"]),
    );
    const dossier = await json<{ figures: { failure_count: Figure } }>(
      "/assets/EL107.json?site=subway&period=2018-04",
    );
    expect(dossier.figures.failure_count.value).toBe(asset?.["failure_count"]);
  });

  test("are recomputed from the rows below them and found equal", async () => {
    for (const metric of ["mtbf", "failure_count", "downtime_hours", "mean_down_time", "mttr"]) {
      const href = `/metrics/${metric}?site=subway&period=2018-04`;
      expect(wordsOf((await get(href)).text), metric).toMatch(/Recomputed from .* equal\./);
      const { recomputed, details } = await json<{
        recomputed: { is_equal: boolean };
        details: { row_count: number; counted: { count: number }; left_out: { count: number }[] };
      }>(href.replace("?", ".json?"));
      expect(recomputed.is_equal).toBe(true);
      const out = details.left_out.reduce((sum, { count }) => sum + count, 0);
      expect(details.row_count).toBe(details.counted.count + out);
    }
  });

  test("lead to as many rows as they count", async () => {
    const { result } = await json<{ result: Figure }>(
      "/metrics/mtbf.json?site=subway&period=2018-04",
    );
    const { response, text } = await get("/metrics/mtbf.csv?site=subway&period=2018-04");
    expect(linesOf(text)).toHaveLength(result.n + 1);
    expect(response.headers.get("x-row-count")).toBe(String(result.n));
  });

  test("that the source cannot give are said to be unknown, with the reason, never 0", async () => {
    const evidence = wordsOf((await get("/metrics/mttr?site=mine")).text);
    expect(evidence).toContain("The source records no end");
    const { figures } = await json<{ figures: readonly Figure[] }>("/overview.json?site=mine");
    const availability = figures.find(({ metric }) => metric === "availability_operational");
    expect(availability?.value).toBeNull();
    expect(wordsOf((await get("/?site=mine")).text)).toContain("Not available");
  });
});

describe("runs and quarantine", () => {
  test("rows read are loaded, unchanged or quarantined, in every run", async () => {
    for (const site of ["subway", "wind", "mine"]) {
      const { runs } = await json<{ runs: Record<string, number>[] }>(`/quality.json?site=${site}`);
      expect(runs.length).toBeGreaterThan(0);
      for (const run of runs) {
        const { rows_in, rows_loaded = 0, rows_unchanged = 0, rows_quarantined = 0 } = run;
        expect(rows_in).toBe(rows_loaded + rows_unchanged + rows_quarantined);
      }
    }
  });

  test("the malformed work order waits with file, line and reason", async () => {
    const { waiting } = await json<{ waiting: { total: number; rows: Record<string, unknown>[] } }>(
      "/quality.json?site=mine",
    );
    expect(waiting.total).toBe(1);
    const [row] = waiting.rows;
    expect(row?.["file"]).toBe("excavators.csv");
    const page = wordsOf((await get("/quality?site=mine")).text);
    expect(page).toContain(`excavators.csv, line ${String(row?.["line"])}`);
    expect(page).toContain(String(row?.["message"]));
  });
});

describe("a reader of one site", () => {
  const reader = readerOf("mine");

  test("opens on it, and other sites do not exist", async () => {
    expect(wordsOf((await get("/", reader)).text)).toContain("Open-pit mine");
    const hidden = await get("/?site=subway", reader);
    const made_up = await get("/?site=nowhere", reader);
    expect(hidden.response.status).toBe(403);
    expect(made_up.response.status).toBe(403);
    const plain = (text: string): string =>
      wordsOf(text).replaceAll(/subway|nowhere|[0-9a-f-]{36}/g, "");
    expect(plain(hidden.text)).toBe(plain(made_up.text));
  });

  test("finds no asset, figure, row or dataset of them by any address", async () => {
    expect((await get("/assets/EL107", reader)).response.status).toBe(404);
    for (const path of ["/metrics/mtbf.json", "/api/metrics/mtbf", "/datasets/downtime.csv"]) {
      expect((await get(`${path}?site=subway`, reader)).response.status).toBe(403);
    }
    const all = await get("/sources.json", reader);
    expect(all.text).not.toMatch(/subway|wind|turbine|elevator/);
  });
});

describe("texts from outside", () => {
  test("are shown as text, in words, attributes and addresses", async () => {
    const hostile = '"><script>alert(1)</script><img src=x onerror=alert(1)>';
    const href = `/assets?site=subway&q=${encodeURIComponent(hostile)}`;
    const { text } = await get(href);
    expect(text).not.toContain("<script>alert");
    expect(text).not.toContain("<img");
    expect(wordsOf(text)).toContain(hostile);
    const missing = await get(`/assets/${encodeURIComponent(hostile)}?site=subway`);
    expect(missing.response.status).toBe(404);
    expect(missing.text).not.toContain("<script>alert");
    expect((await get("/assets?site=subway&q=%00")).response.status).toBe(400);
  });

  test("an address's choices that do not exist are refused with those that do", async () => {
    for (const href of [
      "/pareto?dimension=aera",
      "/assets?sort=hours",
      "/assets?view=tre",
      "/quality?view=run",
      "/?period=2018-13",
      "/?from=2018-05-01&to=2018-04-01",
      "/?from=2018-04-01",
      "/?period=2018-04&from=2018-04-01&to=2018-05-01",
      "/metrics/mtbf?measure=cost",
    ]) {
      const { response, text } = await get(href);
      expect(response.status, href).toBe(400);
      expect(wordsOf(text), href).toMatch(/expected|did you mean/);
    }
    expect(wordsOf((await get("/metrics/mtbff")).text)).toContain("mtbf");
    expect(wordsOf((await get("/reports/monthly-kip")).text)).toContain("monthly-kpi");
  });
});

describe("files", () => {
  test("datasets come whole in three formats, named, counted, and leave nothing behind", async () => {
    const { app, temp_dir } = await plantApp();
    const query = "?site=subway&period=2018-04";
    const counts = new Set<string | null>();
    for (const format of ["csv", "parquet", "arrow"]) {
      const response = await app.request(`/datasets/failures.${format}${query}`);
      const body = Buffer.from(await response.arrayBuffer());
      expect(response.status).toBe(200);
      expect(response.headers.get("content-disposition")).toMatch(
        new RegExp(`^attachment; filename="failures-subway[\\w.-]*\\.${format}"$`),
      );
      expect(response.headers.get("content-length")).toBe(String(body.length));
      counts.add(response.headers.get("x-row-count"));
      if (format === "parquet") expect(body.subarray(0, 4).toString()).toBe("PAR1");
      // A stream of Arrow IPC messages: each starts with the continuation mark.
      if (format === "arrow") expect(body.readUInt32LE(0)).toBe(0xffffffff);
      if (format === "csv")
        counts.add(
          String(
            linesOf(body.toString().replaceAll("\n", "\r\n").replaceAll("\r\r", "\r")).length - 1,
          ),
        );
    }
    expect(counts.size).toBe(1);
    const head = await app.request(`/datasets/failures.csv${query}`, { method: "HEAD" });
    expect(head.status).toBe(200);
    // The file goes once its last byte is read, which the answer does not wait for.
    await expect.poll(() => readdirSync(temp_dir), { timeout: 10_000 }).toEqual([]);
  });

  test("a report is a page, a document and a PDF", async () => {
    const { app } = await plantApp();
    const href = "/reports/monthly-kpi";
    const query = "?site=subway&period=2018-04";
    const page = wordsOf(await (await app.request(`${href}${query}`)).text());
    const report = await json<{ status: string; period: { key: string } }>(`${href}.json${query}`);
    const pdf = await app.request(`${href}.pdf${query}`);
    expect(page).toContain("Monthly reliability");
    expect(report).toMatchObject({ status: "complete", period: { key: "2018-04" } });
    expect(
      Buffer.from(await pdf.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe("%PDF-");
    expect(pdf.headers.get("content-disposition")).toContain("monthly-kpi-subway-2018-04.pdf");
  });

  test("the first page weighs less than 250 kB compressed", async () => {
    const { app } = await plantApp();
    const headers = { "accept-encoding": "gzip" };
    const response = await app.request("/?site=subway&period=2018-04", { headers });
    const body = Buffer.from(await response.arrayBuffer());
    expect(response.headers.get("content-encoding")).toBe("gzip");
    expect(body.length).toBeLessThan(250_000);
    expect(gunzipSync(body).toString()).toContain("<h1>");
  });
});

describe("the description of the interface", () => {
  test("names every metric and dataset with its columns", async () => {
    const { paths, openapi } = await json<{
      openapi: string;
      paths: Record<string, { get: { parameters: { name: string }[] } }>;
    }>("/openapi.json");
    expect(openapi).toBe("3.1.0");
    expect(paths["/api/metrics/mtbf"]?.get.parameters.map(({ name }) => name)).toContain("asset");
    expect(paths["/api/datasets/failures"]).toBeDefined();
    expect(paths["/static/{name}"]).toBeUndefined();
  });
});

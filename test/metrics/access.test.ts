import { rmSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { lineLog } from "../../src/core/index.js";
import {
  DATASET_PARAMETERS,
  datasets,
  listSites,
  metrics,
  parameterInfo,
  parameterSchema,
  previewDataset,
  resolveDataset,
  ResultCache,
  runDetails,
  runMetric,
} from "../../src/metrics/index.js";
import { openMetrics, type OpenMetrics } from "./metric-context.js";
import { buildRandomPlant, randomPlant } from "./random-plant.js";

let dataDir: string;
let open: OpenMetrics;

beforeAll(async () => {
  dataDir = await buildRandomPlant(randomPlant(5));
  open = await openMetrics(dataDir);
});

afterAll(async () => {
  await open.snapshot.close();
  rmSync(dataDir, { recursive: true, force: true });
});

describe("who may see what", () => {
  test("sites are listed with the newest data first, and only those of the reader", async () => {
    const all = await listSites(open.ctx);
    expect(all.map(({ site, source }) => `${site}/${source}`).sort()).toEqual([
      "pit/diggers",
      "tower/lifts",
      "tower/tickets",
    ]);
    const newest = [...all].sort((a, b) => (b.data_to ?? "").localeCompare(a.data_to ?? ""));
    expect(all).toEqual(newest);
    expect((await listSites(open.as({ sites: ["pit"] }))).map(({ site }) => site)).toEqual(["pit"]);
  });

  test("the default site is the visible one with the newest data", async () => {
    const [newest] = await listSites(open.ctx);
    expect((await runMetric("failure_count", {}, open.ctx)).scope.site).toBe(newest?.site);
    const limited = await runMetric("failure_count", {}, open.as({ sites: ["pit"] }));
    expect(limited.scope.site).toBe("pit");
  });

  test("a site that may not be seen and one that does not exist look the same", async () => {
    const stranger = open.as({ sites: ["pit"] });
    const hidden = await runMetric("mtbf", { site: "tower" }, stranger);
    const missing = await runMetric("mtbf", { site: "nowhere" }, stranger);
    expect(hidden).toMatchObject({ status: "no_access", scope: { asset_count: 0 } });
    const blank = (text: string): string => text.replaceAll("tower", "").replaceAll("nowhere", "");
    expect(blank(JSON.stringify(hidden))).toBe(blank(JSON.stringify(missing)));
    expect(await runDetails("mtbf", { site: "tower" }, stranger)).toMatchObject({
      is_visible: false,
      row_count: 0,
      rows: [],
    });
  });

  test("one who may see everything is told that a site does not exist, and which is near", async () => {
    await expect(runMetric("mtbf", { site: "towr" }, open.ctx)).rejects.toMatchObject({
      code: "metrics.site_unknown",
      hint: "did you mean tower?",
    });
  });

  test("one limited to a part of the hierarchy sees that part and nothing else", async () => {
    const whole = await runMetric("failure_count", { site: "tower", by: "asset" }, open.ctx);
    const north = await runMetric("failure_count", { site: "tower", asset: "north" }, open.ctx);
    const principal = { ...open.ctx.principal, hierarchy: north.scope.asset };
    // Snapshots answer such a reader nothing yet; here one that answers shows that nothing more is asked.
    const snapshot = {
      info: open.snapshot.info,
      query: (...[kind, name, parameters]: Parameters<typeof open.snapshot.query>) =>
        open.snapshot.query(kind, name, parameters, open.ctx.principal),
    };
    const limited = { ...open.ctx, cache: new ResultCache(), snapshot, principal };
    expect((await runMetric("failure_count", { site: "tower" }, limited)).value).toBe(north.value);
    const unanswered = open.as({ hierarchy: north.scope.asset });
    expect((await runMetric("failure_count", { site: "tower" }, unanswered)).status).toBe(
      "no_access",
    );
    const outside = whole.rows.find((row) => row["area"] === "south");
    expect(outside).toBeDefined();
    const asset = String(outside?.["group_id"]);
    const refused = await runMetric("failure_count", { site: "tower", asset }, limited);
    expect(refused).toMatchObject({ status: "no_access", value: null });
  });

  test("answers kept for one reader are not given to another", async () => {
    const cache = new ResultCache();
    const full = await runMetric("failure_count", { site: "tower" }, { ...open.ctx, cache });
    const other = { ...open.as({ sites: ["pit"] }), cache };
    expect(full.status).not.toBe("no_access");
    expect((await runMetric("failure_count", { site: "tower" }, other)).status).toBe("no_access");
  });

  test("datasets give no row of a hidden site", async () => {
    for (const { id } of datasets) {
      const stranger = open.as({ sites: ["pit"] });
      const request = await resolveDataset(id, { site: "tower" }, stranger);
      expect(request.is_visible).toBe(false);
      expect(await previewDataset(request, 10, stranger)).toEqual([]);
      const forced = await resolveDataset(id, { site: "tower" }, open.ctx);
      expect(await previewDataset(forced, 10, stranger)).toEqual([]);
    }
  });
});

describe("parameters", () => {
  test("every problem is named at once, with what was meant", async () => {
    const wrong = { form: "2026-01-01", to: "2026-02-30", by: "mont" };
    await expect(runMetric("mtbf", wrong, open.ctx)).rejects.toMatchObject({
      code: "metrics.parameters",
      issues: [
        { where: "form", hint: "did you mean from?" },
        { where: "to", received: "2026-02-30" },
        { where: "by", hint: "did you mean month?" },
      ],
    });
  });

  test("an unknown metric or dataset is refused with the nearest one", async () => {
    await expect(runMetric("mtbff", {}, open.ctx)).rejects.toMatchObject({
      code: "metrics.unknown",
      hint: "did you mean mtbf?",
    });
    await expect(resolveDataset("downtimes", {}, open.ctx)).rejects.toMatchObject({
      code: "metrics.dataset_unknown",
      hint: "did you mean downtime?",
    });
  });

  test("a choice that another metric has is refused where this one has it not", async () => {
    await expect(runMetric("mtbf", { by: "day" }, open.ctx)).rejects.toMatchObject({
      code: "metrics.parameters",
    });
  });

  test("an empty period, an unknown source and an unknown asset are refused", async () => {
    const backwards = { from: "2026-02-01", to: "2026-01-01" };
    await expect(runMetric("mtbf", backwards, open.ctx)).rejects.toMatchObject({
      code: "input.range_empty",
    });
    const other = { site: "tower", source: "cranes" };
    await expect(runMetric("mtbf", other, open.ctx)).rejects.toMatchObject({
      code: "metrics.source_unknown",
    });
    const lost = { site: "tower", asset: "L99" };
    await expect(runMetric("mtbf", lost, open.ctx)).rejects.toMatchObject({
      code: "metrics.asset_unknown",
    });
  });

  test("an empty text counts as not given", async () => {
    const empty = await runMetric("mtbf", { site: "tower", from: "", asset: "" }, open.ctx);
    const absent = await runMetric("mtbf", { site: "tower" }, open.ctx);
    expect(empty).toEqual(absent);
  });

  test("each has a title, its choices and a schema that refuses strangers", () => {
    for (const { parameters } of metrics) {
      for (const name of parameters) expect(parameterInfo(name).title).toMatch(/^[A-Z]/);
      const schema = parameterSchema({ names: parameters });
      expect(schema.safeParse({}).success).toBe(true);
      expect(schema.safeParse({ colour: "red" }).success).toBe(false);
    }
    expect(parameterInfo("downtime").choices).toEqual(["unplanned", "all"]);
    expect(DATASET_PARAMETERS).toContain("asset");
  });
});

describe("kept answers", () => {
  test("are computed once, also when asked for twice at the same moment", async () => {
    let asked = 0;
    const { snapshot } = open.ctx;
    const counting = {
      info: snapshot.info,
      query: async (...given: Parameters<typeof snapshot.query>) => {
        asked += 1;
        return snapshot.query(...given);
      },
    };
    const ctx = { ...open.ctx, snapshot: counting, cache: new ResultCache() };
    await Promise.all([runMetric("mtbf", {}, ctx), runMetric("mtbf", {}, ctx)]);
    await runMetric("mtbf", {}, ctx);
    expect(asked).toBe(2); // the sites and the metric
  });

  test("are forgotten beyond the limit, the least recently asked for first", async () => {
    const cache = new ResultCache({ entries: 2 });
    let computed = 0;
    const get = (key: string): Promise<number> =>
      cache.get(
        key,
        () => Promise.resolve((computed += 1)),
        () => 1,
      );
    await get("a");
    await get("b");
    await get("a");
    await get("c");
    expect(cache.size).toBe(2);
    await get("a");
    expect(computed).toBe(3);
    await get("b");
    expect(computed).toBe(4);
  });

  test("are bounded by the rows they have together", async () => {
    const cache = new ResultCache({ rows: 100 });
    const keep = (key: string, rows: number): Promise<number> =>
      cache.get(
        key,
        () => Promise.resolve(rows),
        (answer) => answer,
      );
    await keep("a", 60);
    await keep("b", 30);
    expect(cache.size).toBe(2);
    await keep("c", 50);
    expect(cache.size).toBe(2);
    await keep("huge", 500);
    expect(cache.size).toBe(0);
  });

  test("do not keep a failure, which is told in the log with its cause", async () => {
    const cache = new ResultCache();
    const ctx = { ...open.ctx, cache };
    const broken = {
      info: open.snapshot.info,
      query: (...given: Parameters<typeof open.snapshot.query>) =>
        given[0] === "metrics"
          ? Promise.reject(new Error("no row was read", { cause: new Error("the disk is gone") }))
          : open.snapshot.query(...given),
    };
    const lines: string[] = [];
    const log = lineLog((line) => lines.push(line));
    const failed = await runMetric("mtbf", {}, { ...ctx, snapshot: broken, log });
    expect(failed).toMatchObject({
      status: "failed",
      value: null,
      reasons: [{ code: "failed", values: { error: "internal.unexpected" } }],
    });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^error metric failed metric="mtbf" parameters="from=/);
    expect(lines[0]).toContain('code="internal.unexpected"');
    expect(lines[0]).toContain('reason="no row was read: the disk is gone"');
    expect((await runMetric("mtbf", {}, ctx)).status).not.toBe("failed");
  });
});

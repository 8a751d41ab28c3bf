import { rmSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  evaluateFormula,
  formulaFor,
  metrics,
  runDetails,
  runMetric,
  type MetricContext,
  type MetricDeclaration,
  type MetricResult,
} from "../../src/metrics/index.js";
import { openMetrics, type OpenMetrics } from "./metric-context.js";
import { buildRandomPlant, randomPlant } from "./random-plant.js";
import { openShuffled } from "./shuffled-reader.js";

const RANGE = { from: "2026-02-01", to: "2026-04-01" };
const RAGGED = { from: "2026-01-20", to: "2026-03-20" };

let dataDir: string;
let open: OpenMetrics;
let shuffled: Awaited<ReturnType<typeof openShuffled>>;

beforeAll(async () => {
  dataDir = await buildRandomPlant(randomPlant(20));
  open = await openMetrics(dataDir);
  shuffled = await openShuffled(`${dataDir}/snapshots/${open.snapshot.info.snapshot_id}.duckdb`);
});

afterAll(async () => {
  await shuffled.close();
  await open.snapshot.close();
  rmSync(dataDir, { recursive: true, force: true });
});

type Parameters = Readonly<Record<string, string>>;

/** Every way to ask a metric that gives other rows. */
function waysToAsk(metric: MetricDeclaration): Parameters[] {
  const by = metric.by.length > 0 ? metric.by.map((choice) => ({ by: choice })) : [{}];
  const downtime = metric.parameters.includes("downtime")
    ? [{ downtime: "unplanned" }, { downtime: "all" }]
    : [{}];
  const dimensions = ["area", "asset", "equipment_class", "mode", "cause", "text"];
  const pareto = metric.parameters.includes("dimension")
    ? dimensions.flatMap((dimension) =>
        ["count", "hours", "cost"].map((measure) => ({ dimension, measure })),
      )
    : [{}];
  const within = metric.parameters.includes("within_days") ? { within_days: "9" } : {};
  return ["tower", "pit"].flatMap((site) =>
    by.flatMap((b) =>
      downtime.flatMap((d) => pareto.map((p) => ({ site, ...RANGE, ...b, ...d, ...p, ...within }))),
    ),
  );
}

async function ask(metric: string, parameters: Parameters, ctx = open.ctx): Promise<MetricResult> {
  const result = await runMetric(metric, parameters, ctx);
  expect(result.status, `${metric} ${JSON.stringify([parameters, result.reasons])}`).not.toBe(
    "failed",
  );
  return result;
}

/** The same context without its kept answers. */
function uncached({ snapshot, principal, clock }: MetricContext): MetricContext {
  return { snapshot, principal, clock };
}

describe.each(metrics.map((metric) => [metric.id, metric as MetricDeclaration] as const))(
  "%s",
  (id, metric) => {
    test("gives the same answer with the rows of its tables in another order", async () => {
      const other = { ...uncached(open.ctx), snapshot: shuffled };
      for (const parameters of waysToAsk(metric)) {
        const first = await ask(id, parameters, uncached(open.ctx));
        const moved = await ask(id, parameters, other);
        expect({ ...moved, provenance: null }).toEqual({ ...first, provenance: null });
      }
    });

    test("every row has the declared columns and no other, each of its type", async () => {
      for (const parameters of waysToAsk(metric)) {
        const { rows, columns } = await ask(id, parameters);
        for (const row of rows) {
          expect(Object.keys(row)).toEqual(metric.columns.map(({ name }) => name));
          for (const { name, type } of columns) {
            const cell = row[name];
            if (cell === null) continue;
            const expected = { integer: "number", double: "number", boolean: "boolean" };
            expect(typeof cell, `${name} of ${id}`).toBe(
              type in expected ? expected[type as keyof typeof expected] : "string",
            );
          }
        }
      }
    });

    test("its query gives no row of a site that the reader may not see", async () => {
      const stranger = open.as({ sites: ["pit"] });
      const answer = await runMetric(id, { site: "tower", ...RANGE }, stranger);
      expect(answer).toMatchObject({ status: "no_access", value: null, rows: [], inputs: {} });
      expect(JSON.stringify(answer)).not.toContain("Tower");
      const asked: string[] = [];
      const seen = await runMetric(
        id,
        { site: "tower", ...RANGE },
        {
          ...uncached(open.ctx),
          // Whatever the code above it asks, the statement itself must not answer.
          snapshot: {
            info: open.snapshot.info,
            query: (kind, name, parameters) => {
              asked.push(kind);
              const who = kind === "metrics" ? stranger.principal : open.ctx.principal;
              return open.snapshot.query(kind, name, parameters, who);
            },
          },
        },
      );
      expect(asked).toContain("metrics");
      expect(seen.rows).toEqual([]);
    });

    test("the formula with the inputs put in gives the value", async () => {
      for (const parameters of waysToAsk(metric)) {
        const { inputs, value } = await ask(id, parameters);
        if (value === null) continue;
        const computed = evaluateFormula(formulaFor(metric.formula, inputs), inputs);
        expect(computed, JSON.stringify(inputs)).toBeCloseTo(value, 9);
      }
    });

    test("a month, a week or a day has the figure of a question about it alone", async () => {
      for (const by of metric.by) {
        if (by === "total" || by === "asset") continue;
        const { rows } = await ask(id, { site: "tower", ...RAGGED, by });
        expect(rows.length, by).toBeGreaterThan(2);
        for (const row of rows) {
          const range = { from: String(row["period_from"]), to: String(row["period_to"]) };
          const alone = await ask(id, { site: "tower", ...range });
          expect([row["group_id"], row["value"]]).toEqual([row["group_id"], alone.value]);
        }
      }
    });

    test("months and assets add up to the whole where it is additive", async () => {
      if (!metric.is_additive || metric.by.length === 0) return;
      for (const by of metric.by) {
        for (const range of [RANGE, RAGGED]) {
          const { rows, value } = await ask(id, { site: "tower", ...range, by });
          const sum = rows.reduce((total, row) => total + Number(row["value"]), 0);
          expect(sum, by).toBeCloseTo(value ?? NaN, 9);
        }
      }
    });

    test("every row looked at is counted or left out, on one page or on many", async () => {
      const parameters = { site: "tower", ...RAGGED };
      const all = await runDetails(id, { ...parameters, page_rows: "1000" }, open.ctx);
      const left = all.left_out.reduce((sum, { count }) => sum + count, 0);
      expect(all.row_count).toBe(all.counted.count + left);
      expect(all.rows).toHaveLength(all.row_count);
      const paged: unknown[] = [];
      let after: string | null = "";
      while (after !== null) {
        const page = await runDetails(id, { ...parameters, after, page_rows: "7" }, open.ctx);
        expect(page.row_count).toBe(all.row_count);
        paged.push(...page.rows);
        after = page.next;
      }
      expect(paged).toEqual(all.rows);
      for (const { status, count } of all.left_out) {
        const some = await runDetails(
          id,
          { ...parameters, show: status, page_rows: "1000" },
          open.ctx,
        );
        expect(some.rows).toHaveLength(count);
      }
    });
  },
);

describe("evidence gives the figure back", () => {
  test("counted records are the failures", async () => {
    for (const site of ["tower", "pit"]) {
      for (const range of [RANGE, RAGGED]) {
        const { value } = await ask("failure_count", { site, ...range });
        const { counted } = await runDetails("mtbf", { site, ...range }, open.ctx);
        expect(counted.count).toBe(value);
      }
    }
  });

  test("hours of counted stops add up to the union, of both classes", async () => {
    for (const downtime of ["unplanned", "all"]) {
      const parameters = { site: "tower", ...RAGGED, downtime };
      const { value, n } = await ask("downtime_hours", parameters);
      const { counted } = await runDetails("downtime_hours", parameters, open.ctx);
      expect(counted.down_h).toBeCloseTo(value ?? NaN, 9);
      expect(counted.count).toBe(n);
    }
  });

  test("hours of failures inside the period add up to what MTBF takes off", async () => {
    const parameters = { site: "tower", ...RAGGED };
    const { inputs } = await ask("mtbf", parameters);
    const { counted, left_out } = await runDetails("mtbf", parameters, open.ctx);
    const before = left_out.find(({ status }) => status === "began_before");
    const hours = (counted.down_h ?? 0) + (before?.down_h ?? 0);
    expect(hours).toBeCloseTo(inputs["downtime_h"] ?? NaN, 9);
  });

  test("durations of counted failures have the printed mean", async () => {
    const parameters = { site: "tower", ...RAGGED };
    const { value } = await ask("mean_down_time", parameters);
    const { counted } = await runDetails("mean_down_time", parameters, open.ctx);
    expect((counted.down_h ?? NaN) / counted.count).toBeCloseTo(value ?? NaN, 9);
  });

  test("records counted for repeats hold the printed share of repeats", async () => {
    const parameters = { site: "tower", ...RAGGED, within_days: "9" };
    const { inputs } = await ask("recurring_failures", parameters);
    const { rows } = await runDetails(
      "recurring_failures",
      { ...parameters, show: "counted", page_rows: "1000" },
      open.ctx,
    );
    expect(rows).toHaveLength(inputs["known_count"] ?? -1);
    expect(rows.filter((row) => row["is_repeat"])).toHaveLength(inputs["repeat_count"] ?? -1);
  });

  test("records counted for chains are those of the chains, each by its group", async () => {
    const parameters = { site: "tower", ...RAGGED, within_days: "9" };
    const { rows, value, inputs } = await ask("recurring_chains", parameters);
    expect(rows.length).toBeGreaterThan(1);
    const all = { ...parameters, show: "counted", page_rows: "1000" };
    const { rows: records } = await runDetails("recurring_chains", all, open.ctx);
    const failures = rows.reduce((sum, row) => sum + Number(row["failure_count"]), 0);
    expect(records).toHaveLength(failures);
    expect(records.filter((row) => row["is_repeat"] === false)).toHaveLength(value ?? -1);
    const repeats = records.filter((row) => row["is_repeat"] === true);
    const inPeriod = repeats.filter((row) => String(row["day_on"]) >= RAGGED.from);
    expect(inPeriod).toHaveLength(inputs["repeat_count"] ?? -1);
    for (const row of rows) {
      const group = String(row["group_id"]);
      const own = await runDetails("recurring_chains", { ...parameters, group }, open.ctx);
      expect(own.counted.count).toBe(row["failure_count"]);
    }
  });

  test("a group of a Pareto opens to its own records", async () => {
    const parameters = { site: "tower", ...RANGE, dimension: "mode" };
    const { rows } = await ask("failure_pareto", parameters);
    expect(rows.length).toBeGreaterThan(1);
    for (const row of rows) {
      const group = String(row["group_id"]);
      const { counted } = await runDetails("failure_pareto", { ...parameters, group }, open.ctx);
      expect(counted.count).toBe(row["failure_count"]);
    }
  });
});

import { describe, expect, test } from "vitest";
import {
  kaplanMeier,
  survivalAt,
  survivalQuantile,
  type Lifetime,
} from "../../../src/statistics/nonparametric/index.js";
import { goldenCase } from "../../golden/golden-case.js";
import { expectColumn, recorded, type Column } from "./recorded.js";

interface RecordedCurve {
  readonly time: number[];
  readonly status: number[];
  readonly count: number[];
  readonly entry?: number[];
  readonly expected: Record<
    | "time"
    | "n_risk"
    | "n_event"
    | "survival"
    | "std_error"
    | "lower"
    | "upper"
    | "plain_lower"
    | "plain_upper"
    | "quantile"
    | "quantile_lower"
    | "quantile_upper",
    Column
  >;
}

function lifetimesOf(set: RecordedCurve): Lifetime[] {
  return set.time.map((time, i) => ({
    time,
    failed: set.status[i] === 1,
    count: set.count[i]!,
    ...(set.entry ? { entry: set.entry[i]! } : {}),
  }));
}

const { curves } = recorded<{ curves: RecordedCurve[] }>("nonparametric");
const cars = goldenCase<
  { failures: number[]; right_censored: number[] },
  Record<
    "plain" | "log_log",
    { time: number; n_risk: number; S: number; se: number; lower: number; upper: number }[]
  >
>("km-automotive31");
const carLives: Lifetime[] = [
  ...cars.inputs.right_censored.map((time) => ({ time, failed: false })),
  ...cars.inputs.failures.map((time) => ({ time, failed: true })),
];

describe("Kaplan-Meier", () => {
  test("gives the published curve of 31 cars with both kinds of interval", () => {
    const loglog = kaplanMeier({ lifetimes: carLives });
    const plain = kaplanMeier({ lifetimes: carLives, interval: "plain" });
    const { expected, tolerance } = cars;
    const column = (key: "time" | "n_risk" | "S" | "se" | "lower" | "upper"): Column =>
      expected.plain.map((point) => point[key]);
    const rel = tolerance.rel;
    expectColumn(
      plain.points.map((point) => point.time),
      column("time"),
      rel,
    );
    expectColumn(
      plain.points.map((point) => point.n_risk),
      column("n_risk"),
      rel,
    );
    expectColumn(
      plain.points.map((point) => point.survival),
      column("S"),
      rel,
    );
    expectColumn(
      plain.points.map((point) => point.std_error),
      column("se"),
      rel,
    );
    expectColumn(
      plain.points.map((p) => p.interval?.lower ?? null),
      column("lower"),
      rel,
    );
    expectColumn(
      plain.points.map((p) => p.interval?.upper ?? null),
      column("upper"),
      rel,
    );
    const bounds = loglog.points.map((point) => point.interval);
    expectColumn(
      bounds.map((b) => b?.lower ?? null),
      expected.log_log.map((p) => p.lower),
      rel,
    );
    expectColumn(
      bounds.map((b) => b?.upper ?? null),
      expected.log_log.map((p) => p.upper),
      rel,
    );
    expect(loglog).toMatchObject({ status: "ok", n: 31, failures: 10, censored: 21 });
  });

  test.each(curves.map((set, i) => [i, set] as const))(
    "agrees with R's survfit on random set %i",
    (_, set) => {
      const lifetimes = lifetimesOf(set);
      const curve = kaplanMeier({ lifetimes });
      const { expected } = set;
      const { points } = curve;
      expectColumn(
        points.map((p) => p.time),
        expected.time,
        1e-12,
      );
      expectColumn(
        points.map((p) => p.n_risk),
        expected.n_risk,
        1e-12,
      );
      expectColumn(
        points.map((p) => p.n_event),
        expected.n_event,
        1e-12,
      );
      expectColumn(
        points.map((p) => p.survival),
        expected.survival,
        1e-9,
      );
      expectColumn(
        points.map((p) => p.std_error),
        expected.std_error,
        1e-9,
      );
      expectColumn(
        points.map((p) => p.interval?.lower ?? null),
        expected.lower,
        1e-9,
      );
      expectColumn(
        points.map((p) => p.interval?.upper ?? null),
        expected.upper,
        1e-9,
      );
      const plain = kaplanMeier({ lifetimes, interval: "plain" }).points;
      expectColumn(
        plain.map((p) => p.interval?.lower ?? null),
        expected.plain_lower,
        1e-9,
      );
      expectColumn(
        plain.map((p) => p.interval?.upper ?? null),
        expected.plain_upper,
        1e-9,
      );
      const quantiles = [0.1, 0.5].map((p) => survivalQuantile(curve, p));
      expectColumn(
        quantiles.map((q) => q.time),
        expected.quantile,
        1e-9,
      );
      expectColumn(
        quantiles.map((q) => q.interval.lower),
        expected.quantile_lower,
        1e-9,
      );
      expectColumn(
        quantiles.map((q) => q.interval.upper),
        expected.quantile_upper,
        1e-9,
      );
    },
  );

  test("is a step function that falls at failures only", () => {
    const curve = kaplanMeier({ lifetimes: carLives });
    expect(survivalAt(curve, 0)).toBe(1);
    expect(survivalAt(curve, 5247)).toBe(1);
    expect(survivalAt(curve, 5248)).toBeCloseTo(27 / 28, 12);
    expect(survivalAt(curve, 1e9)).toBeCloseTo(0.2698576431, 9);
  });
});

describe("Kaplan-Meier on odd data", () => {
  const scaled = (lives: readonly Lifetime[], by: number): Lifetime[] =>
    lives.map((life) => ({ ...life, time: life.time * by }));

  test.each([1e-12, 1e12])("keeps its survival when times are scaled by %d", (by) => {
    const survival = (lives: readonly Lifetime[]): number[] =>
      kaplanMeier({ lifetimes: lives }).points.map((point) => point.survival);
    expect(survival(scaled(carLives, by))).toEqual(survival(carLives));
  });

  test("does not depend on the order of units, and a count stands for equal units", () => {
    const curve = kaplanMeier({ lifetimes: carLives }).points;
    expect(kaplanMeier({ lifetimes: [...carLives].reverse() }).points).toEqual(curve);
    const twice = kaplanMeier({ lifetimes: [...carLives, ...carLives] }).points;
    const counted = carLives.map((life) => ({ ...life, count: 2 }));
    expect(kaplanMeier({ lifetimes: counted }).points).toEqual(twice);
  });

  test("takes times as tied that differ by rounding only", () => {
    const lifetimes = [0.1 + 0.2, 0.3, 1].map((time) => ({ time, failed: true }));
    expect(kaplanMeier({ lifetimes }).points.map((point) => point.n_event)).toEqual([2, 1]);
  });

  test.each([-1, NaN, Infinity])("a time of %d cannot be one", (time) => {
    const result = kaplanMeier({ lifetimes: [...carLives, { time, failed: true }] });
    expect(result).toMatchObject({ status: "insufficient", notes: [{ code: "invalid_times" }] });
    expect(result.points).toEqual([]);
  });

  test("an entry at or after the exit, or a part of a unit, cannot be one", () => {
    const wrong: Lifetime[] = [
      { time: 5, failed: true, entry: 5 },
      { time: 5, failed: true, entry: -1 },
      { time: 5, failed: true, count: 0.5 },
    ];
    for (const life of wrong) {
      const { notes } = kaplanMeier({ lifetimes: [life] });
      expect(notes).toEqual([{ code: "invalid_times" }]);
    }
  });

  test("a unit dead on arrival lowers the curve at time 0", () => {
    const lifetimes = [
      { time: 0, failed: true },
      { time: 4, failed: false },
    ];
    expect(kaplanMeier({ lifetimes }).points[0]).toMatchObject({ time: 0, survival: 0.5 });
  });

  test("says nothing without units or failures", () => {
    expect(kaplanMeier({ lifetimes: [] }).notes).toEqual([{ code: "no_data" }]);
    const alive = kaplanMeier({ lifetimes: [{ time: 3, failed: false }] });
    expect(alive).toMatchObject({ status: "insufficient", n: 1, censored: 1 });
    expect(alive.notes).toEqual([{ code: "no_failure" }]);
  });

  test("one failure, and all failed at once, end at 0 without an interval", () => {
    const one = kaplanMeier({ lifetimes: [{ time: 3, failed: true }] });
    expect(one.points).toMatchObject([{ survival: 0, std_error: null, interval: null }]);
    const tied = kaplanMeier({ lifetimes: [{ time: 3, failed: true, count: 9 }] });
    expect(tied.points).toMatchObject([{ survival: 0, n_event: 9, interval: null }]);
  });

  test("tells when late entries leave nobody at risk too early", () => {
    const lifetimes = [
      { time: 1, failed: true },
      { time: 5, entry: 2, failed: true },
    ];
    expect(kaplanMeier({ lifetimes }).notes).toContainEqual({
      code: "risk_set_exhausted",
      values: { time: 1 },
    });
  });

  test("a confidence outside (0, 1) is a mistake of the program", () => {
    expect(() => kaplanMeier({ lifetimes: carLives, confidence: 95 })).toThrow();
  });
});

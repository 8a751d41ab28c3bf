import { describe, expect, test } from "vitest";
import {
  competingModes,
  incidenceAt,
  kaplanMeier,
  type ModeLifetime,
} from "../../../src/statistics/nonparametric/index.js";
import { goldenCase, relativeError } from "../../golden/golden-case.js";
import { expectColumn, recorded, type Column } from "./recorded.js";

type Curve = Record<"cif" | "std_error" | "lower" | "upper", Column>;

interface RecordedModes {
  readonly time: number[];
  readonly entry?: number[];
  readonly mode: number[];
  readonly expected: { readonly time: Column; readonly survival: Column } & Record<
    "a" | "b" | "c",
    Curve
  >;
}

const shock = goldenCase<
  { times: number[]; mode: (string | null)[] },
  { cif_nonparametric: Record<string, [number, number]> }
>("competing-modes-shock");
const absorbers: ModeLifetime[] = shock.inputs.times.map((time, i) => ({
  time,
  mode: shock.inputs.mode[i] ?? null,
}));
const { modes: sets } = recorded<{ modes: RecordedModes[] }>("nonparametric");

describe("competing modes", () => {
  test("gives the published incidences of shock absorbers", () => {
    const { modes, failures, censored } = competingModes({ lifetimes: absorbers });
    expect([failures, censored]).toEqual([11, 27]);
    for (const [time, incidences] of Object.entries(shock.expected.cif_nonparametric)) {
      incidences.forEach((incidence, k) => {
        const actual = incidenceAt(modes[k]!, Number(time));
        expect(relativeError(actual, incidence)).toBeLessThan(1e-6);
      });
    }
    expect(modes.map(({ mode, failures: count }) => [mode, count])).toEqual([
      ["mode_1", 7],
      ["mode_2", 4],
    ]);
  });

  test.each(sets.map((set, i) => [i, set] as const))(
    "agrees with R's multi-state survfit on random set %i",
    (_, { time, entry, mode, expected }) => {
      const lifetimes = time.map((t, i) => ({
        time: t,
        mode: [null, "a", "b", "c"][mode[i]!]!,
        ...(entry ? { entry: entry[i]! } : {}),
      }));
      const { modes, survival } = competingModes({ lifetimes });
      expectColumn(
        survival.map((point) => point.time),
        expected.time,
        1e-12,
      );
      for (const [i, point] of survival.entries()) {
        expect(point.survival).toBeCloseTo(expected.survival[i]!, 12);
      }
      for (const { mode: name, points } of modes) {
        const curve = expected[name as "a" | "b" | "c"];
        expectColumn(
          points.map((p) => p.incidence),
          curve.cif,
          1e-9,
        );
        expectColumn(
          points.map((p) => p.std_error),
          curve.std_error,
          1e-8,
        );
        expectColumn(
          points.map((p) => p.interval?.lower ?? null),
          curve.lower,
          1e-7,
        );
        expectColumn(
          points.map((p) => p.interval?.upper ?? null),
          curve.upper,
          1e-7,
        );
      }
    },
  );
});

describe("competing modes of odd data", () => {
  const scaled = (lives: readonly ModeLifetime[], by: number): ModeLifetime[] =>
    lives.map((life) => ({ ...life, time: life.time * by }));

  test("incidences and survival add up to 1, and survival is Kaplan-Meier's", () => {
    const { modes, survival } = competingModes({ lifetimes: absorbers });
    const lifetimes = absorbers.map(({ time, mode }) => ({ time, failed: mode !== null }));
    const curve = kaplanMeier({ lifetimes }).points;
    survival.forEach((point, i) => {
      const taken = modes.reduce((sum, { points }) => sum + points[i]!.incidence, 0);
      expect(taken + point.survival).toBeCloseTo(1, 12);
      expect(point.survival).toBeCloseTo(curve[i]!.survival, 12);
    });
  });

  test("one mode alone is one minus Kaplan-Meier, with Greenwood's error", () => {
    const lifetimes = absorbers.map(({ time, mode }) => ({
      time,
      mode: mode === null ? null : "x",
    }));
    const result = competingModes({ lifetimes });
    expect(result.notes).toEqual([{ code: "one_mode" }]);
    const failed = lifetimes.map(({ time, mode }) => ({ time, failed: mode !== null }));
    const curve = kaplanMeier({ lifetimes: failed }).points;
    result.modes[0]!.points.forEach(({ incidence, std_error }, i) => {
      expect(incidence).toBeCloseTo(1 - curve[i]!.survival, 12);
      // The jackknife's error has n in the place of Greenwood's n - d: close, not equal.
      expect(std_error / curve[i]!.std_error!).toBeGreaterThan(0.8);
      expect(std_error / curve[i]!.std_error!).toBeLessThan(1.0001);
    });
  });

  test.each([1e-12, 1e12])("does not depend on the unit of time (%d), nor on order", (by) => {
    const figures = (lives: readonly ModeLifetime[]): Column =>
      competingModes({ lifetimes: lives }).modes.flatMap(({ points }) =>
        points.flatMap(({ incidence, std_error }) => [incidence, std_error]),
      );
    const turned = scaled(absorbers, by).reverse();
    expectColumn(figures(turned), figures(absorbers), 1e-9);
  });

  test("a count stands for equal units", () => {
    const counted = absorbers.map((life) => ({ ...life, count: 3 }));
    const repeated = absorbers.flatMap((life) => [life, life, life]);
    const [a, b] = [counted, repeated].map((lifetimes) => competingModes({ lifetimes }).modes[0]!);
    expectColumn(
      a!.points.map((p) => p.std_error),
      b!.points.map((p) => p.std_error),
      1e-9,
    );
  });

  test("says nothing without units, failures or sense, and takes all failed at once", () => {
    const code = (lifetimes: ModeLifetime[]): string | undefined =>
      competingModes({ lifetimes }).notes[0]?.code;
    expect(code([])).toBe("no_data");
    expect(code([{ time: 1, mode: null }])).toBe("no_failure");
    expect(code([{ time: NaN, mode: "a" }])).toBe("invalid_times");
    const tied = competingModes({
      lifetimes: [
        { time: 2, mode: "a" },
        { time: 2, mode: "b", count: 3 },
      ],
    });
    expect(tied.modes.map(({ points }) => points[0]!.incidence)).toEqual([0.25, 0.75]);
  });
});

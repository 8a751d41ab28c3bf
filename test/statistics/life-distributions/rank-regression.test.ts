import { describe, expect, test } from "vitest";
import {
  plottingPositions,
  rankRegression,
  type PositionMethod,
} from "../../../src/statistics/life-distributions/index.js";
import { goldenCase, relativeError } from "../../golden/golden-case.js";
import { notFinite } from "./published-cases.js";

describe("plotting positions", () => {
  type Series = readonly number[];
  const { inputs, expected } = goldenCase<
    Readonly<Record<"times" | "status_complete" | "status_censored", Series>>,
    Readonly<Record<string, Series>>
  >("plotting-positions-10");

  test.each([
    ["benard_complete", "benard", "status_complete"],
    ["exact_median_rank_complete", "median_rank", "status_complete"],
    ["johnson_benard", "benard", "status_censored"],
    ["nelson_F", "nelson_aalen", "status_censored"],
    ["kaplan_F", "kaplan_meier", "status_censored"],
  ] as const)("%s", (name, method: PositionMethod, status) => {
    const { points } = plottingPositions({ times: inputs.times, failed: inputs[status] }, method);
    expect(points.map(({ time }) => time)).toEqual(
      inputs.times.filter((_, i) => inputs[status][i]),
    );
    points.forEach(({ share }, i) => {
      expect(relativeError(share, expected[name]![i]!)).toBeLessThan(1e-8);
    });
    expect(points).toHaveLength(expected[name]!.length);
  });

  test("adjusted ranks are Johnson's", () => {
    const data = { times: inputs.times, failed: inputs.status_censored };
    plottingPositions(data).points.forEach(({ adjusted_rank }, i) => {
      expect(relativeError(adjusted_rank, expected["johnson_rank"]![i]!)).toBeLessThan(1e-8);
    });
  });

  test("at one time failures come before suspensions, whatever their order and counts", () => {
    const written = plottingPositions({ times: [5, 5, 5, 9], failed: [0, 1, 1, 1] });
    const counted = plottingPositions([
      { lower: 9, upper: 9 },
      { lower: 5, upper: 5, count: 2 },
      { lower: 5, upper: null },
    ]);
    // n = 4: ranks 1, 2, then 2 + (5 − 2) / (1 + 1) = 3.5
    expect(written.points.map(({ adjusted_rank }) => adjusted_rank)).toEqual([1, 2, 3.5]);
    expect(counted.points).toEqual(written.points);
  });

  test("lives known only to an interval, and broken counts, have no positions", () => {
    const codes = (result: ReturnType<typeof plottingPositions>): string[] =>
      result.notes.map(({ code }) => code);
    expect(codes(plottingPositions([{ lower: 3, upper: 5 }]))).toEqual(["only_right_censored"]);
    const half = plottingPositions({ times: [3, 4], counts: [1.5, 1] });
    expect(half).toMatchObject({ status: "insufficient", points: [] });
    expect(codes(half)).toEqual(["counts_not_whole"]);
  });
});

describe("rank regression", () => {
  test("shock absorbers give the published lines", () => {
    type Line = Readonly<Record<"eta" | "beta", number>>;
    const { inputs, expected } = goldenCase<
      Readonly<Record<"times" | "status", readonly number[]>>,
      {
        readonly RRX: Line;
        readonly RRY: Line;
        readonly r2: number;
        readonly plot_points: readonly (readonly [number, number, number])[];
      }
    >("weibull-rank-regression-shock");
    const data = { times: inputs.times, failed: inputs.status };
    for (const [regress, line] of [
      ["x", expected.RRX],
      ["y", expected.RRY],
    ] as const) {
      const { parameters, r_squared, points } = rankRegression(data, {
        family: "weibull",
        regress,
      });
      expect(relativeError(parameters!["eta"]!, line.eta)).toBeLessThan(1e-8);
      expect(relativeError(parameters!["beta"]!, line.beta)).toBeLessThan(1e-8);
      expect(relativeError(r_squared, expected.r2)).toBeLessThan(1e-8);
      points.forEach(({ time, adjusted_rank, share }, i) => {
        const [t, rank, position] = expected.plot_points[i]!;
        expect(time).toBe(t);
        expect(relativeError(adjusted_rank, rank)).toBeLessThan(1e-8);
        expect(relativeError(share, position)).toBeLessThan(1e-8);
      });
    }
  });

  test("points on a line give that line, both ways and for each family", () => {
    // ln t = 2 + 0.5 z at the exact median ranks of n = 3: 1 − 0.5^(1/3), 0.5, 0.5^(1/3)
    const shares = [1 - 0.5 ** (1 / 3), 0.5, 0.5 ** (1 / 3)];
    const weibull = shares.map((p) => Math.exp(2 + 0.5 * Math.log(-Math.log(1 - p))));
    const logistic = shares.map((p) => Math.exp(2 + 0.5 * Math.log(p / (1 - p))));
    for (const regress of ["x", "y"] as const) {
      const one = rankRegression(
        { times: weibull },
        { family: "weibull", regress, positions: "median_rank" },
      );
      expect(one.parameters!["eta"]).toBeCloseTo(Math.exp(2), 9);
      expect(one.parameters!["beta"]).toBeCloseTo(2, 9);
      expect(one.r_squared).toBeCloseTo(1, 12);
      const two = rankRegression(
        { times: logistic },
        { family: "loglogistic", regress, positions: "median_rank" },
      );
      expect(two.parameters!["alpha"]).toBeCloseTo(Math.exp(2), 9);
      expect(two.parameters!["beta"]).toBeCloseTo(2, 9);
    }
  });

  test.each([
    ["no failure", { times: [4, 5], failed: [0, 0] }],
    ["one failure", { times: [4, 5], failed: [1, 0] }],
    ["all tied", { times: [4, 4, 4] }],
    ["a negative life", { times: [-4, 4, 5] }],
  ])("%s: insufficient", (_, data) => {
    const line = rankRegression(data, { family: "weibull", regress: "x" });
    expect(line).toMatchObject({ status: "insufficient", parameters: null });
    expect(line.notes.length).toBeGreaterThan(0);
    expect(notFinite(line)).toEqual([]);
  });
});

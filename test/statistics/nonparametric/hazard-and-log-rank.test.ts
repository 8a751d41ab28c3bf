import { describe, expect, test } from "vitest";
import {
  logRank,
  nelsonAalen,
  type Lifetime,
} from "../../../src/statistics/nonparametric/index.js";
import { goldenCase, relativeError } from "../../golden/golden-case.js";
import { expectColumn, recorded, type Column } from "./recorded.js";

interface Comparison {
  readonly time: number[];
  readonly status: number[];
  readonly group: number[];
}

interface RecordedRank extends Comparison {
  readonly rho: number;
  readonly expected: {
    readonly chi_square: number;
    readonly df: number;
    readonly p: number;
    readonly observed: number[];
    readonly expected: number[];
  };
}

interface RecordedCurve extends Omit<Comparison, "group"> {
  readonly count: number[];
  readonly entry?: number[];
  readonly expected: Record<"time" | "hazard" | "hazard_error", Column>;
}

const random = recorded<{ curves: RecordedCurve[]; ranks: RecordedRank[] }>("nonparametric");

function groupsOf({ time, status, group }: Comparison): Lifetime[][] {
  const labels = [...new Set(group)].sort((a, b) => a - b);
  return labels.map((label) =>
    time.flatMap((t, i) => (group[i] === label ? [{ time: t, failed: status[i] === 1 }] : [])),
  );
}

describe("Nelson-Aalen", () => {
  test("gives the published cumulative hazard of 31 cars", () => {
    const { inputs, expected, tolerance } = goldenCase<
      { failures: number[]; right_censored: number[] },
      { plain: { H: number; seH: number }[] }
    >("km-automotive31");
    const lifetimes = [
      ...inputs.failures.map((time) => ({ time, failed: true })),
      ...inputs.right_censored.map((time) => ({ time, failed: false })),
    ];
    const { points } = nelsonAalen({ lifetimes });
    const { rel } = tolerance;
    expectColumn(
      points.map((p) => p.hazard),
      expected.plain.map((p) => p.H),
      rel,
    );
    expectColumn(
      points.map((p) => p.std_error),
      expected.plain.map((p) => p.seH),
      rel,
    );
    // 0.0357 exp(± 1.96), since error and hazard are one at the first failure.
    expect(points[0]!.interval!.upper).toBeCloseTo((1 / 28) * Math.exp(1.959963984540054), 12);
  });

  test.each(random.curves.map((set, i) => [i, set] as const))(
    "agrees with R's survfit on random set %i",
    (_, { time, status, count, entry, expected }) => {
      const lifetimes = time.map((t, i) => ({
        time: t,
        failed: status[i] === 1,
        count: count[i]!,
        ...(entry ? { entry: entry[i]! } : {}),
      }));
      const { points } = nelsonAalen({ lifetimes });
      expectColumn(
        points.map((p) => p.time),
        expected.time,
        1e-12,
      );
      expectColumn(
        points.map((p) => p.hazard),
        expected.hazard,
        1e-9,
      );
      expectColumn(
        points.map((p) => p.std_error),
        expected.hazard_error,
        1e-9,
      );
    },
  );

  test("says nothing without units, failures or sense", () => {
    const code = (lifetimes: Lifetime[]): string => nelsonAalen({ lifetimes }).notes[0]!.code;
    expect(code([])).toBe("no_data");
    expect(code([{ time: 1, failed: false }])).toBe("no_failure");
    expect(code([{ time: -1, failed: true }])).toBe("invalid_times");
  });
});

describe("log-rank test", () => {
  test.each(["logrank-aml", "logrank-ovarian"])("gives the published case %s", (id) => {
    const { inputs, expected, tolerance } = goldenCase<
      Comparison,
      { chisq: number; df: number; p: number; observed: number[]; expected: number[] }
    >(id);
    const result = logRank({ groups: groupsOf(inputs) });
    expect(relativeError(result.chi_square, expected.chisq)).toBeLessThan(tolerance.rel);
    expect(relativeError(result.p_value, expected.p)).toBeLessThan(tolerance.rel);
    expect(result.df).toBe(expected.df);
    expectColumn(result.observed, expected.observed, tolerance.rel);
    expectColumn(result.expected, expected.expected, tolerance.rel);
  });

  test.each(random.ranks.map((set, i) => [i, set] as const))(
    "agrees with R's survdiff on random comparison %i",
    (_, set) => {
      const result = logRank({ groups: groupsOf(set), rho: set.rho });
      const { expected } = set;
      expect(relativeError(result.chi_square, expected.chi_square)).toBeLessThan(1e-8);
      expect(relativeError(result.p_value, expected.p)).toBeLessThan(1e-8);
      expect(result.df).toBe(expected.df);
      expectColumn(result.observed, expected.observed, 1e-9);
      expectColumn(result.expected, expected.expected, 1e-9);
    },
  );

  const a: Lifetime[] = [1, 4, 6].map((time) => ({ time, failed: true }));
  const b: Lifetime[] = [2, 7, 9].map((time) => ({ time, failed: time < 9 }));

  test("does not depend on the order of groups or on the unit of time", () => {
    const { chi_square } = logRank({ groups: [a, b] });
    expect(logRank({ groups: [b, a] }).chi_square).toBeCloseTo(chi_square!, 12);
    for (const by of [1e-12, 1e12]) {
      const scaled = [a, b].map((group) => group.map((l) => ({ ...l, time: l.time * by })));
      expect(logRank({ groups: scaled }).chi_square).toBeCloseTo(chi_square!, 12);
    }
  });

  test("an empty group, or one gone before the first failure, is left out", () => {
    const { chi_square } = logRank({ groups: [a, b] });
    const early: Lifetime[] = [{ time: 0.5, failed: false }];
    const result = logRank({ groups: [a, [], early, b] });
    expect(result.chi_square).toBeCloseTo(chi_square!, 12);
    expect(result.df).toBe(1);
    expect(result.expected.slice(1, 3)).toEqual([0, 0]);
  });

  test("says nothing about one group, no failure, all failed at once or impossible times", () => {
    const code = (groups: Lifetime[][]): string | undefined => logRank({ groups }).notes[0]?.code;
    expect(code([a])).toBe("nothing_to_compare");
    expect(code([[{ time: 1, failed: false }], [{ time: 2, failed: false }]])).toBe("no_failure");
    expect(code([])).toBe("no_failure");
    const tied = [{ time: 3, failed: true }];
    expect(code([tied, tied])).toBe("nothing_to_compare");
    expect(code([a, [{ time: NaN, failed: true }]])).toBe("invalid_times");
  });

  test("units under watch late count from their entry on", () => {
    // At 5 only the first of each group is at risk: one of two expected, variance 1/4.
    const late = (time: number): Lifetime => ({ time, entry: 6, failed: false });
    const result = logRank({
      groups: [
        [{ time: 5, failed: true }, late(8)],
        [{ time: 7, failed: false }, late(9)],
      ],
    });
    expect(result.expected).toEqual([0.5, 0.5]);
    expect(result.chi_square).toBeCloseTo(1, 12);
  });
});

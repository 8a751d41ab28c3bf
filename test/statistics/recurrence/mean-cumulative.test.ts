import { describe, expect, test } from "vitest";
import { meanCumulative, type UnitHistory } from "../../../src/statistics/recurrence/index.js";
import { goldenCase } from "../../golden/golden-case.js";
import { expectColumn, recorded, type Column } from "../nonparametric/recorded.js";

interface GoldenPoint {
  readonly time: number;
  readonly n_risk: number;
  readonly mcf: number;
  readonly var_robust: number;
  readonly lower_log?: number;
  readonly upper_log?: number;
}

interface RecordedSet {
  readonly late: boolean;
  readonly unit: number[];
  readonly from: number[];
  readonly to: number[];
  readonly event: number[];
  readonly expected: Record<"time" | "n_risk" | "mcf" | "std_error", Column>;
}

function expectPoints(
  units: readonly UnitHistory[],
  expected: readonly GoldenPoint[],
  tolerance: number,
): void {
  const { points } = meanCumulative({ units });
  const column = (key: "time" | "n_risk" | "mcf" | "var_robust"): Column =>
    expected.map((point) => point[key]);
  expectColumn(
    points.map((p) => p.time),
    column("time"),
    1e-12,
  );
  expectColumn(
    points.map((p) => p.n_risk),
    column("n_risk"),
    1e-12,
  );
  expectColumn(
    points.map((p) => p.mcf),
    column("mcf"),
    tolerance,
  );
  expectColumn(
    points.map((p) => p.variance),
    column("var_robust"),
    tolerance,
  );
  for (const [i, { lower_log, upper_log }] of expected.entries()) {
    if (lower_log === undefined || upper_log === undefined) continue;
    const interval = points[i]!.interval;
    expectColumn([interval!.lower, interval!.upper], [lower_log, upper_log], tolerance);
  }
}

function historiesOf({ late, unit, from, to, event }: RecordedSet): UnitHistory[] {
  return [...new Set(unit)].map((id) => {
    const rows = unit.flatMap((other, i) => (other === id ? [i] : []));
    const events = rows.filter((i) => event[i] === 1).map((i) => ({ time: to[i]! }));
    const history = { events, end: to[rows.at(-1)!]! };
    return late ? { ...history, start: from[rows[0]!]! } : history;
  });
}

describe("mean cumulative function", () => {
  test.each(["mcf-reliasoft5", "mcf-valve-seats"])("gives the published case %s", (id) => {
    const { inputs, expected, tolerance } = goldenCase<
      { histories: { events: number[]; end: number }[] },
      { points: GoldenPoint[] }
    >(id);
    const units = inputs.histories.map(({ events, end }) => ({
      events: events.map((time) => ({ time })),
      end,
    }));
    expectPoints(units, expected.points, tolerance.rel);
  });

  test("gives Nelson's repairs as a count and as a cost", () => {
    const { inputs, expected, tolerance } = goldenCase<
      { histories: { events: [number, number][]; end: number }[] },
      { cost_mcf: GoldenPoint[]; count_mcf: GoldenPoint[] }
    >("mcf-cost-nelson-artificial");
    const costs = inputs.histories.map(({ events, end }) => ({
      events: events.map(([time, cost]) => ({ time, cost })),
      end,
    }));
    const counts = costs.map(({ events, end }) => ({
      events: events.map(({ time }) => ({ time })),
      end,
    }));
    expectPoints(costs, expected.cost_mcf, tolerance.rel);
    expectPoints(counts, expected.count_mcf, tolerance.rel);
    // The last step rests on unit 1 alone.
    const notes = [{ code: "one_unit_at_risk", values: { time: 39 } }];
    expect(meanCumulative({ units: counts }).notes).toEqual(notes);
  });

  const { mcf } = recorded<{ mcf: RecordedSet[] }>("recurrence");
  test.each(mcf.map((set, i) => [i, set] as const))(
    "agrees with R's survfit with id on random set %i",
    (_, set) => {
      const { points } = meanCumulative({ units: historiesOf(set) });
      const { expected } = set;
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
        points.map((p) => p.mcf),
        expected.mcf,
        1e-9,
      );
      expectColumn(
        points.map((p) => p.std_error),
        expected.std_error,
        1e-9,
      );
    },
  );
});

describe("mean cumulative function of odd data", () => {
  const units: UnitHistory[] = [
    { events: [{ time: 2, cost: 3 }, { time: 5 }], end: 6 },
    { events: [{ time: 4, cost: 2 }], end: 9 },
    { events: [], end: 7 },
  ];

  test.each([1e-12, 1e12])("scales with the unit of time (%d) and of cost", (by) => {
    const scaled = units.map(({ events, end }) => ({
      events: events.map(({ time, cost = 1 }) => ({ time: time * by, cost: cost * 10 })),
      end: end * by,
    }));
    const points = meanCumulative({ units }).points;
    const mcf = points.map((point) => point.mcf * 10);
    expectColumn(
      meanCumulative({ units: scaled }).points.map((p) => p.mcf),
      mcf,
      1e-12,
    );
    const variances = points.map((point) => point.variance! * 100);
    expectColumn(
      meanCumulative({ units: scaled }).points.map((p) => p.variance),
      variances,
      1e-9,
    );
  });

  test("does not depend on the order of units and events", () => {
    const turned = [...units].reverse().map((u) => ({ ...u, events: [...u.events].reverse() }));
    const mcf = meanCumulative({ units }).points.map((point) => point.mcf);
    expectColumn(
      meanCumulative({ units: turned }).points.map((p) => p.mcf),
      mcf,
      1e-12,
    );
  });

  test("a unit is at risk through its end and not at its start", () => {
    const watched = [
      { events: [{ time: 5 }], end: 5 },
      { events: [{ time: 6 }], end: 8, start: 5 },
      { events: [], end: 8 },
    ];
    expect(meanCumulative({ units: watched }).points).toMatchObject([
      { time: 5, n_risk: 2, mcf: 0.5 },
      { time: 6, n_risk: 2, mcf: 1 },
    ]);
  });

  test("one unit has a curve and no interval; equal histories neither", () => {
    const one = meanCumulative({ units: [units[0]!] });
    expect(one.notes).toEqual([{ code: "one_unit" }]);
    expect(one.points).toMatchObject([{ mcf: 3, variance: null, interval: null }, { mcf: 4 }]);
    const same = meanCumulative({ units: [units[1]!, units[1]!] });
    expect(same.points).toMatchObject([{ mcf: 2, interval: null }]);
  });

  test("says nothing without units, events or sense", () => {
    expect(meanCumulative({ units: [] }).notes).toEqual([{ code: "no_data" }]);
    expect(meanCumulative({ units: [units[2]!] }).notes).toEqual([{ code: "no_event" }]);
    const wrong: UnitHistory[] = [
      { events: [{ time: 7 }], end: 6 },
      { events: [{ time: -1 }], end: 6 },
      { events: [{ time: NaN }], end: 6 },
      { events: [{ time: 1, cost: NaN }], end: 6 },
      { events: [{ time: 2 }], start: 2, end: 6 },
      { events: [], end: 0 },
    ];
    for (const unit of wrong) {
      expect(meanCumulative({ units: [...units, unit] }).notes).toEqual([
        { code: "invalid_history" },
      ]);
    }
  });

  test("a mean cost that is not positive has no interval on the log scale", () => {
    const credit = [
      { events: [{ time: 1, cost: -2 }], end: 3 },
      { events: [{ time: 2, cost: 1 }], end: 3 },
    ];
    const { points } = meanCumulative({ units: credit });
    expect(points.map((point) => point.interval)).toEqual([null, null]);
  });
});

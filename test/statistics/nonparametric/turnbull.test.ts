import { describe, expect, test } from "vitest";
import {
  kaplanMeier,
  survivalAt,
  turnbull,
  turnbullSurvival,
  type CensoredInterval,
} from "../../../src/statistics/nonparametric/index.js";
import { seededRandom } from "../../../src/core/index.js";
import { goldenCase } from "../../golden/golden-case.js";
import { recorded } from "./recorded.js";

interface Visits {
  readonly lower: number[];
  readonly upper: (number | null)[];
  readonly expected: { readonly time: number[]; readonly survival: number[] };
}

function allows(interval: CensoredInterval, mass: CensoredInterval): boolean {
  const end = interval.upper ?? Infinity;
  if (interval.lower === end) return mass.lower === end && mass.upper === end;
  const isExact = mass.lower === mass.upper;
  const isAfter = isExact ? mass.lower > interval.lower : mass.lower >= interval.lower;
  return isAfter && (mass.upper ?? Infinity) <= end;
}

/** Largest derivative of the log-likelihood over n, found by trying every stretch between ends. */
function kuhnTucker(intervals: readonly CensoredInterval[]): number {
  const { masses } = turnbull({ intervals });
  const n = intervals.reduce((sum, { count = 1 }) => sum + count, 0);
  const ends = [...new Set(intervals.flatMap((i) => [i.lower, i.upper ?? Infinity]))];
  ends.sort((a, b) => a - b);
  const stretches: CensoredInterval[] = ends.flatMap((end, i) => {
    const next = ends[i + 1];
    const exact = { lower: end, upper: end };
    if (next === undefined) return [exact];
    return [exact, { lower: end, upper: next === Infinity ? null : next }];
  });
  const derivative = (stretch: CensoredInterval): number =>
    intervals.reduce((sum, interval) => {
      if (!allows(interval, stretch)) return sum;
      const share = masses
        .filter((mass) => allows(interval, mass))
        .reduce((total, mass) => total + mass.probability, 0);
      return sum + (interval.count ?? 1) / share / n;
    }, 0);
  return Math.max(...stretches.map(derivative));
}

function intervalsOf({ lower, upper }: Visits): CensoredInterval[] {
  return lower.map((low, i) => ({ lower: low, upper: upper[i] ?? null }));
}

const turbine = goldenCase<
  { inspection_hundreds_hours: number[]; inspected: number[]; failed: number[] },
  { S_at: Record<string, number> }
>("turnbull-turbine");
const wheels: CensoredInterval[] = turbine.inputs.inspection_hundreds_hours.flatMap((time, i) => {
  const failed = turbine.inputs.failed[i]!;
  const sound = turbine.inputs.inspected[i]! - failed;
  return [
    ...(failed > 0 ? [{ lower: 0, upper: time, count: failed }] : []),
    ...(sound > 0 ? [{ lower: time, upper: null, count: sound }] : []),
  ];
});

describe("Turnbull's estimate", () => {
  test("gives the published survival of turbine wheels, inspected once each", () => {
    const result = turnbull({ intervals: wheels });
    expect(result).toMatchObject({ status: "ok", n: 432, failures: 106 });
    for (const [time, survival] of Object.entries(turbine.expected.S_at)) {
      const { lower, upper } = turnbullSurvival(result, Number(time));
      expect(upper).toBeCloseTo(lower, 9);
      expect(Math.abs(upper - survival)).toBeLessThan(0.002);
    }
  });

  test("is the pooled share of failures where shares do not rise (current status)", () => {
    // By hand: 0/39; 4/53 and 2/33 fall, pooled 6/86; 7/73; 5/30; 9/39 and 9/42 fall, 18/81; 6/13
    // ; 22/34, 21/40 and 21/36 pooled: 22/34 and 21/40 fall to 43/74, and 21/36 is larger.
    const shares = [0, 6 / 86, 6 / 86, 7 / 73, 5 / 30, 18 / 81, 18 / 81, 6 / 13];
    shares.push(43 / 74, 43 / 74, 21 / 36);
    const result = turnbull({ intervals: wheels });
    turbine.inputs.inspection_hundreds_hours.forEach((time, i) => {
      expect(turnbullSurvival(result, time).upper).toBeCloseTo(1 - shares[i]!, 6);
    });
  });

  const { visits } = recorded<{ visits: Visits[] }>("nonparametric");
  test.each(visits.map((set, i) => [i, set] as const))(
    "meets the Kuhn-Tucker conditions on random set %i, and lies near R's survfit",
    (_, set) => {
      const intervals = intervalsOf(set);
      const result = turnbull({ intervals });
      expect(result.status).toBe("ok");
      expect(kuhnTucker(intervals)).toBeLessThan(1 + 1e-7);
      // R puts each step somewhere in its stretch and stops early: compare at observed ends.
      for (const { lower } of intervals) {
        const { lower: least, upper: most } = turnbullSurvival(result, lower);
        const before = set.expected.time.filter((time) => time <= lower).length;
        const theirs = before === 0 ? 1 : set.expected.survival[before - 1]!;
        expect(theirs).toBeGreaterThan(least - 0.03);
        expect(theirs).toBeLessThan(most + 0.03);
      }
    },
  );

  test("of exact and right-censored lives is Kaplan-Meier's", () => {
    const random = seededRandom(7);
    const lives = Array.from({ length: 40 }, () => ({
      time: Math.ceil(30 * random.next()),
      failed: random.next() < 0.6,
    }));
    const intervals = lives.map(({ time, failed }) => ({
      lower: time,
      upper: failed ? time : null,
    }));
    const [a, b] = [turnbull({ intervals }), kaplanMeier({ lifetimes: lives })];
    for (const { time } of b.points) {
      expect(turnbullSurvival(a, time).upper).toBeCloseTo(survivalAt(b, time), 6);
    }
  });

  test("meets the Kuhn-Tucker conditions whatever overlaps, at any scale", () => {
    const random = seededRandom(11);
    for (let set = 0; set < 25; set += 1) {
      const scale = random.pick([1e-12, 1, 1e12]);
      const intervals = Array.from({ length: 30 }, () => {
        const lower = random.integer(0, 10) * scale;
        const kind = random.next();
        if (kind < 0.2) return { lower, upper: null };
        return { lower, upper: lower + (kind < 0.4 ? 0 : random.integer(1, 6) * scale) };
      });
      expect(turnbull({ intervals }).status).toBe("ok");
      expect(kuhnTucker(intervals)).toBeLessThan(1 + 1e-7);
    }
  });
});

describe("Turnbull's estimate of odd data", () => {
  test("puts all probability where two intervals overlap, and cannot say where there", () => {
    const result = turnbull({
      intervals: [
        { lower: 0, upper: 4 },
        { lower: 2, upper: 6 },
      ],
    });
    expect(result.masses).toEqual([{ lower: 2, upper: 4, probability: 1 }]);
    expect(turnbullSurvival(result, 3)).toEqual({ lower: 0, upper: 1 });
    expect(turnbullSurvival(result, 4)).toEqual({ lower: 0, upper: 0 });
  });

  test("an age of exactly 2 lies outside (2, 4] and inside (0, 2]", () => {
    const exact = { lower: 2, upper: 2 };
    const apart = turnbull({ intervals: [exact, { lower: 2, upper: 4 }] });
    expect(apart.masses).toHaveLength(2);
    const together = turnbull({ intervals: [exact, { lower: 0, upper: 2 }] });
    expect(together.masses).toEqual([{ lower: 2, upper: 2, probability: 1 }]);
  });

  test("says nothing without lives, failures or sense", () => {
    const code = (intervals: CensoredInterval[]): string | undefined =>
      turnbull({ intervals }).notes[0]?.code;
    expect(code([])).toBe("no_data");
    expect(code([{ lower: 3, upper: null }])).toBe("no_failure");
    for (const wrong of [
      { lower: 3, upper: 2 },
      { lower: -1, upper: 2 },
      { lower: NaN, upper: 2 },
      { lower: 1, upper: 2, count: 0 },
    ]) {
      expect(code([wrong])).toBe("invalid_intervals");
    }
  });
});

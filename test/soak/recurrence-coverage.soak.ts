import { expect, test } from "vitest";
import { seededRandom, type Random } from "../../src/core/index.js";
import { kaplanMeier, meanCumulative, powerLaw } from "../../src/statistics/index.js";

/** Sets for each size; MEANTIME_SOAK_CASES sizes a run. */
const SETS = Number(process.env["MEANTIME_SOAK_CASES"] ?? 2_000);
const SEED = Number(process.env["MEANTIME_SOAK_SEED"] ?? 20240616);

function exponential(random: Random): number {
  return -Math.log(1 - random.next());
}

/** Share of sets whose interval holds the truth, of those that had an interval. */
function coverage(draw: (random: Random) => boolean | null): number {
  const random = seededRandom(SEED);
  const said = Array.from({ length: SETS }, () => draw(random)).filter((hit) => hit !== null);
  return said.filter((hit) => hit).length / said.length;
}

/** Four standard errors of a share of 95 per cent, and what the method itself may miss. */
function expectNear(share: number, allowance: number): void {
  expect(Math.abs(share - 0.95)).toBeLessThan(4 * Math.sqrt((0.95 * 0.05) / SETS) + allowance);
}

test.each([10, 30, 100])("Crow's interval covers the MTBF with %i failures", (n) => {
  // β 0.7 up to the n-th failure, whose expected number Y gives the true MTBF T / (Y β).
  const share = coverage((random) => {
    let expected = 0;
    const times = Array.from({ length: n }, () => (expected += exponential(random)) ** (1 / 0.7));
    const fit = powerLaw({ systems: [{ times, end: 0, termination: "failure" }] });
    const [truth, interval] = [fit.at / (expected * 0.7), fit.mtbf_interval!];
    return interval.lower <= truth && truth <= interval.upper!;
  });
  expectNear(share, 0);
});

test.each([10, 30, 100])("the log-log interval covers the median with %i units", (n) => {
  const share = coverage((random) => {
    const lifetimes = Array.from({ length: n }, () => {
      const [life, end] = [exponential(random), 3 * random.next()];
      return { time: Math.min(life, end), failed: life <= end };
    });
    const { points } = kaplanMeier({ lifetimes });
    const interval = points.findLast(({ time }) => time <= Math.LN2)?.interval;
    return interval ? interval.lower <= 0.5 && interval.upper >= 0.5 : null;
  });
  expectNear(share, n < 30 ? 0.03 : 0.015);
});

test.each([10, 30, 100])("the robust interval covers the mean count with %i units", (n) => {
  // Rates differ between units (gamma with mean 1), watches too; the truth at 2 is 2.
  const share = coverage((random) => {
    const units = Array.from({ length: n }, () => {
      const rate = (exponential(random) + exponential(random)) / 2;
      const end = 2 + 4 * random.next();
      const events = [];
      for (let t = exponential(random) / rate; t < end; t += exponential(random) / rate) {
        events.push({ time: t });
      }
      return { events, end };
    });
    const { points } = meanCumulative({ units });
    const interval = points.findLast(({ time }) => time <= 2)?.interval;
    return interval ? interval.lower <= 2 && interval.upper >= 2 : null;
  });
  expectNear(share, n < 30 ? 0.06 : 0.03);
});

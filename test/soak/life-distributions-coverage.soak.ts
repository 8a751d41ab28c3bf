import { expect, test } from "vitest";
import { seededRandom } from "../../src/core/index.js";
import {
  fitLife,
  likelihoodInterval,
  lifeQuantile,
  type LifeColumns,
} from "../../src/statistics/index.js";

/** MEANTIME_SOAK_CASES sizes it. */
const SETS = Number(process.env["MEANTIME_SOAK_CASES"] ?? 2_000);
const ETA = 1000;
const BETA = 2;
const B10 = ETA * (-Math.log(0.9)) ** (1 / BETA);
/** Watches end at this share of the population: about a third is censored. */
const END = ETA * (-Math.log(1 / 3)) ** (1 / BETA);

function drawn(random: () => number, n: number): LifeColumns {
  const lives = Array.from({ length: n }, () => ETA * (-Math.log(1 - random())) ** (1 / BETA));
  return {
    times: lives.map((life) => Math.min(life, END)),
    failed: lives.map((life) => life <= END),
  };
}

function holds(
  interval: { readonly lower: number | null; readonly upper: number | null },
  value: number,
): number {
  return Number((interval.lower ?? 0) <= value && value <= (interval.upper ?? Infinity));
}

test.each([10, 30, 100])(
  `${SETS} Weibull sets of %i lives: intervals at 0.95 hold the truth`,
  (n) => {
    const random = seededRandom(n);
    const hits = { normal: 0, ratio: 0, normal_b10: 0, ratio_b10: 0 };
    let sets = 0;
    while (sets < SETS) {
      const data = drawn(() => random.next(), n);
      const fit = fitLife(data, "weibull");
      if (fit.status !== "ok") continue;
      sets += 1;
      const ratio = (
        target: Parameters<typeof likelihoodInterval>[1]["target"],
      ): {
        readonly lower: number | null;
        readonly upper: number | null;
      } => likelihoodInterval(data, { family: "weibull", target });
      hits.normal += holds(fit.parameters!["beta"]!, BETA);
      hits.ratio += holds(ratio({ of: "parameter", name: "beta" }), BETA);
      hits.normal_b10 += holds(lifeQuantile(fit, 0.1), B10);
      hits.ratio_b10 += holds(ratio({ of: "quantile", p: 0.1 }), B10);
    }
    const shares = Object.entries(hits).map(([name, count]) => [name, count / sets] as const);
    console.log(
      `n ${n}: ${shares.map(([name, share]) => `${name} ${share.toFixed(3)}`).join(", ")}`,
    );
    // Four standard errors of a share of 0.95, and 0.05 (n = 10), 0.02, 0.01 that theory allows.
    const reach = 4 * Math.sqrt((0.95 * 0.05) / sets) + { 10: 0.05, 30: 0.02, 100: 0.01 }[n]!;
    for (const [name, share] of shares) expect(Math.abs(share - 0.95), name).toBeLessThan(reach);
  },
);

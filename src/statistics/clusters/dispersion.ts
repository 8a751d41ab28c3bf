import { note, type Estimate } from "../estimate.js";
import { gammaUpper } from "../functions/gamma-distribution.js";

/** Sums over units (assets) with count y and exposure e. */
export interface DispersionSums {
  /** Units with exposure. */
  readonly units: number;
  /** Σ y. */
  readonly count: number;
  /** Σ e. */
  readonly exposure: number;
  /** Σ y² / e. */
  readonly sum_yy_per_e: number;
  /** Σ 1 / e. */
  readonly sum_per_e: number;
}

/** Whether units differ by more than Poisson counts would. */
export interface DispersionTest extends Estimate {
  /** Pearson's X² over its degrees of freedom: 1 when only chance makes units differ. */
  readonly index: number | null;
  readonly p_value: number | null;
  readonly units: number;
}

/**
 * Test of equal failure rates over units of known exposure: Pearson's X² = Σ (y − ê)² / ê. Its
 * p-value is that of the gamma variable with the exact mean and variance of X² given the total
 * (J. Haldane, Biometrika 29, 1937), which stays right when most units have no failure at all; with
 * larger counts it is the usual chi-square test with units − 1 degrees of freedom. One-sided: small
 * p means that units differ.
 *
 * @example counts 2, 8, 7, 7, 4 at equal exposure: X² 4.5 on 4, index 1.125
 */
export function dispersionTest(sums: DispersionSums): DispersionTest {
  const { units, count, exposure, sum_yy_per_e, sum_per_e } = sums;
  if (units < 2 || count < 2 || !(exposure > 0)) {
    const nothing = { index: null, p_value: null, units };
    return Object.freeze({
      ...nothing,
      status: "insufficient",
      notes: [note("few_units", { units })],
    });
  }
  const statistic = Math.max(0, (exposure / count) * sum_yy_per_e - count);
  const mean = units - 1;
  const correction = (exposure * sum_per_e - units * units - 2 * units + 2) / count;
  const variance = Math.max(2 * mean + correction, Number.MIN_VALUE);
  const p_value = gammaUpper((mean * mean) / variance, (statistic * mean) / variance);
  return Object.freeze({ index: statistic / mean, p_value, units, status: "ok", notes: [] });
}

import { note, type Estimate } from "../estimate.js";
import type { LifeData } from "./life-data.js";
import { FAMILIES, type LifeFamily } from "./life-family.js";
import { plottingPositions, type PlotPoint } from "./plotting-positions.js";

/** How to draw the line through a probability plot. */
export interface RankRegressionOptions {
  readonly family: Extract<LifeFamily, "weibull" | "lognormal" | "loglogistic">;
  /** `x`: ln t as a function of the position (RRX); `y`: the position as one of ln t (RRY). */
  readonly regress: "x" | "y";
  /** `benard` when not given. */
  readonly positions?: "benard" | "median_rank";
}

/** The line through a probability plot. */
export interface RankRegression extends Estimate {
  /** By name, as in `fitLife`: eta and beta for Weibull; mu and sigma for lognormal. */
  readonly parameters: Readonly<Record<string, number>> | null;
  /** Squared correlation of ln t and position. */
  readonly r_squared: number | null;
  readonly points: readonly PlotPoint[];
  readonly n: number;
  readonly failures: number;
  readonly censored: number;
}

interface Line {
  readonly location: number;
  readonly scale: number;
  readonly r_squared: number;
}

function lineOf(x: readonly number[], z: readonly number[], regress: "x" | "y"): Line {
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  const [middleX, middleZ] = [mean(x), mean(z)];
  let [xx, xz, zz] = [0, 0, 0];
  x.forEach((value, i) => {
    const [dx, dz] = [value - middleX, z[i]! - middleZ];
    xx += dx * dx;
    xz += dx * dz;
    zz += dz * dz;
  });
  const scale = regress === "x" ? xz / zz : xx / xz;
  return { location: middleX - scale * middleZ, scale, r_squared: (xz * xz) / (xx * zz) };
}

/**
 * Median rank regression of complete or right-censored lives: a line of least squares through ln t
 * and the standard quantile of the plotting position (ln(−ln(1 − F)) for Weibull), with Johnson's
 * adjusted ranks and failures before suspensions. R. Abernethy, The New Weibull Handbook, 5th ed.,
 * 2006, chapters 2 and 5. It has no interval of its own; `fitLife` has. `insufficient` with
 * `no_spread` for fewer than two different failure times.
 *
 * @example rankRegression(shockAbsorbers, { family: "weibull", regress: "x" })
 *   // eta 28554.80, beta 2.7533, r_squared 0.99016
 */
export function rankRegression(
  data: LifeData,
  { family, regress, positions = "benard" }: RankRegressionOptions,
): RankRegression {
  const { points, n, failures, censored, status, notes } = plottingPositions(data, positions);
  const nothing = { parameters: null, r_squared: null, points, n, failures, censored };
  if (status !== "ok") return Object.freeze({ ...nothing, status, notes });
  const { standard, parameters: rules } = FAMILIES[family];
  const x = points.map(({ time }) => Math.log(time));
  const z = points.map(({ share }) => standard!.quantile(share));
  if (new Set(x).size < 2) {
    const reasons = Object.freeze([...notes, note("no_spread")]);
    return Object.freeze({ ...nothing, status: "insufficient", notes: reasons });
  }
  const { location, scale, r_squared } = lineOf(x, z, regress);
  const coordinates = [location, Math.log(scale)] as const;
  const named = rules.map(({ name, coordinate, by }) => {
    const value = coordinates[coordinate];
    return [name, by === "itself" ? value : Math.exp(by === "exp" ? value : -value)] as const;
  });
  const parameters = Object.freeze(Object.fromEntries(named));
  if (!Object.values(parameters).every(Number.isFinite)) {
    const reasons = Object.freeze([...notes, note("not_finite")]);
    return Object.freeze({ ...nothing, status: "insufficient", notes: reasons });
  }
  return Object.freeze({ ...nothing, parameters, r_squared, status, notes });
}

import {
  smallestExtreme,
  standardLogistic,
  standardNormal,
  type StandardDistribution,
} from "./standard-distribution.js";

/** Families of life distributions that can be fitted. */
export type LifeFamily =
  | "weibull"
  | "exponential"
  | "lognormal"
  | "loglogistic"
  | "gamma"
  | "normal"
  | "gumbel"
  | "logistic";

/** How a parameter follows from one of the two coordinates of its family. */
export interface ParameterRule {
  readonly name: string;
  readonly coordinate: 0 | 1;
  /** `inverse`: exp(−coordinate). The interval is normal on the coordinate. */
  readonly by: "itself" | "exp" | "inverse";
}

/**
 * What sets one family apart. The coordinates in which covariances are given are location and
 * ln scale of ln t (or of t when not `isLog`), and ln shape and ln scale for gamma.
 */
export interface FamilyRules {
  readonly isLog: boolean;
  /** Null for gamma, which has no location and scale. */
  readonly standard: StandardDistribution | null;
  readonly has_scale: boolean;
  readonly parameters: readonly ParameterRule[];
}

const location: readonly ParameterRule[] = [
  { name: "mu", coordinate: 0, by: "itself" },
  { name: "sigma", coordinate: 1, by: "exp" },
];

const standards = {
  extreme: { standard: smallestExtreme, has_scale: true },
  normal: { standard: standardNormal, has_scale: true },
  logistic: { standard: standardLogistic, has_scale: true },
} as const;

/**
 * Names and meaning of parameters: Weibull R(t) = exp(−(t/eta)^beta); exponential R = exp(−t/theta);
 * lognormal: ln t is normal(mu, sigma); loglogistic R = 1 / (1 + (t/alpha)^beta); gamma with shape
 * and scale (mean shape × scale); normal and logistic (mu, sigma); gumbel, the smallest extreme
 * value: R = exp(−exp((t − mu)/sigma)). Meeker and Escobar, Statistical Methods for Reliability
 * Data, 1998, chapter 4.
 */
export const FAMILIES: Readonly<Record<LifeFamily, FamilyRules>> = {
  weibull: {
    isLog: true,
    ...standards.extreme,
    parameters: [
      { name: "eta", coordinate: 0, by: "exp" },
      { name: "beta", coordinate: 1, by: "inverse" },
    ],
  },
  exponential: {
    isLog: true,
    standard: smallestExtreme,
    has_scale: false,
    parameters: [{ name: "theta", coordinate: 0, by: "exp" }],
  },
  lognormal: { isLog: true, ...standards.normal, parameters: location },
  loglogistic: {
    isLog: true,
    ...standards.logistic,
    parameters: [
      { name: "alpha", coordinate: 0, by: "exp" },
      { name: "beta", coordinate: 1, by: "inverse" },
    ],
  },
  gamma: {
    isLog: true,
    standard: null,
    has_scale: true,
    parameters: [
      { name: "shape", coordinate: 0, by: "exp" },
      { name: "scale", coordinate: 1, by: "exp" },
    ],
  },
  normal: { isLog: false, ...standards.normal, parameters: location },
  gumbel: { isLog: false, ...standards.extreme, parameters: location },
  logistic: { isLog: false, ...standards.logistic, parameters: location },
};

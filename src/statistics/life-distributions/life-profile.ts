import { assertDefined } from "../../core/index.js";
import { gammaQuantile } from "../functions/gamma-distribution.js";
import { concaveMaximum, concaveMaximumOverM, type Maximum } from "./concave-maximum.js";
import { gammaLikelihood } from "./gamma-likelihood.js";
import type { Sample } from "./life-data.js";
import { FAMILIES, type LifeFamily } from "./life-family.js";
import { functionsOf, meanStep, type Quantity } from "./life-functions.js";
import {
  emptyPoint,
  locationScaleLikelihood,
  type LikelihoodFunction,
} from "./location-scale-likelihood.js";

/** What of a life distribution is asked for. */
export type LifeTarget =
  | { readonly of: "parameter"; readonly name: string }
  | { readonly of: "quantile"; readonly p: number }
  | { readonly of: "reliability"; readonly time: number }
  | { readonly of: "mean" };

/** m for a k, and its slope, along which the asked number keeps its value. */
type Curve = (k: number) => readonly [number, number];

/** How the likelihood's two coordinates are tied when the asked number has the value psi. */
interface Tie {
  /** Only m is free, at this k. */
  readonly k?: (psi: number) => number;
  readonly curve?: (psi: number) => Curve;
}

/** The number asked for as a function of the coordinates of the family, on its interval's scale. */
export function targetQuantity(
  family: LifeFamily,
  target: LifeTarget,
): (coordinates: readonly [number, number]) => Quantity | null {
  const functions = functionsOf(family);
  switch (target.of) {
    case "quantile":
      return functions.quantile(target.p);
    case "reliability":
      return functions.reliability(target.time);
    case "mean":
      return functions.mean();
    case "parameter": {
      const found = FAMILIES[family].parameters.find(({ name }) => name === target.name);
      const { coordinate, by } = assertDefined(found, `a parameter of ${family}`);
      return (coordinates) => ({
        value: coordinates[coordinate],
        gradient: coordinate === 0 ? [1, 0] : [0, 1],
        back: by === "itself" ? (x) => x : (x) => Math.exp(by === "exp" ? x : -x),
        is_falling: by === "inverse",
      });
    }
  }
}

function locationScaleTie(family: LifeFamily, target: LifeTarget, sample: Sample): Tie {
  const { isLog, standard } = FAMILIES[family];
  const { shift, spread } = sample;
  const through =
    (z: number) =>
    (psi: number): Curve => {
      const q = (psi - shift) / spread;
      return (k) => [k * q - z, q];
    };
  switch (target.of) {
    case "quantile":
      return { curve: through(standard!.quantile(target.p)) };
    case "reliability": {
      const y = ((isLog ? Math.log(target.time) : target.time) - shift) / spread;
      return { curve: (psi) => (k) => [k * y - psi, y] };
    }
    case "mean":
      return {
        curve: (psi) => (k) => {
          const [step, slope] = meanStep(family, spread / k) ?? [NaN, NaN];
          const location = psi - shift - step;
          return [(k * location) / spread, (location + slope) / spread];
        },
      };
    case "parameter": {
      const rules = FAMILIES[family].parameters;
      const isScale = rules.find(({ name }) => name === target.name)?.coordinate === 1;
      return isScale ? { k: (psi) => spread / Math.exp(psi) } : { curve: through(0) };
    }
  }
}

const STEP = 1e-4;

/** A curve without a closed slope. */
function byDifference(m: (k: number) => number): Curve {
  return (k) => [m(k), (m(k * (1 + STEP)) - m(k * (1 - STEP))) / (2 * STEP * k)];
}

function gammaTie(target: LifeTarget, { shift }: Sample): Tie {
  const meanAt = (lnTime: number, p: number): Curve =>
    byDifference((k) => {
      const isShare = p > 0 && p < 1; // else so far out that the share rounds to 0 or 1
      return isShare ? lnTime - shift + Math.log(k) - Math.log(gammaQuantile(k, p)) : NaN;
    });
  switch (target.of) {
    case "quantile":
      return { curve: (psi) => meanAt(psi, target.p) };
    case "reliability":
      return { curve: (psi) => meanAt(Math.log(target.time), -Math.expm1(-Math.exp(psi))) };
    case "mean":
      return { curve: (psi) => () => [psi - shift, 0] };
    case "parameter":
      return target.name === "shape"
        ? { k: Math.exp }
        : { curve: (psi) => (k) => [psi - shift + Math.log(k), 1 / k] };
  }
}

/** The likelihood along a curve, as a function of k alone. */
function alongCurve(of: LikelihoodFunction, curve: Curve): LikelihoodFunction {
  const inner = emptyPoint();
  return (k, _, point) => {
    const [m, slope] = curve(k);
    of(k, m, inner);
    const bend = (curve(k * (1 + STEP))[1] - curve(k * (1 - STEP))[1]) / (2 * STEP * k);
    point.value = Number.isFinite(m) ? inner.value : -Infinity;
    point.k = inner.k + inner.m * slope;
    point.kk = inner.kk + 2 * inner.km * slope + inner.mm * slope * slope + inner.m * bend;
    point.m = 0;
    point.km = 0;
    point.mm = -1;
  };
}

/** The highest log-likelihood with the asked number held at psi, climbing from a k and m nearby. */
export type Profile = (psi: number, start: readonly [number, number]) => Maximum;

/** The profile likelihood of a number. */
export function profileOf(family: LifeFamily, target: LifeTarget, sample: Sample): Profile {
  const { standard, has_scale } = FAMILIES[family];
  const of =
    standard === null ? gammaLikelihood(sample) : locationScaleLikelihood(sample, standard);
  const tie =
    standard === null ? gammaTie(target, sample) : locationScaleTie(family, target, sample);
  return (psi, [k, m]) => {
    if (tie.k !== undefined) return concaveMaximumOverM(of, [tie.k(psi), m]);
    const curve = tie.curve!(psi);
    if (has_scale) {
      const top = concaveMaximum(alongCurve(of, curve), [k, 0]);
      return { ...top, m: curve(top.k)[0] };
    }
    const point = emptyPoint();
    const at = curve(sample.spread)[0];
    of(sample.spread, at, point);
    return { k: sample.spread, m: at, point, has_converged: true };
  };
}

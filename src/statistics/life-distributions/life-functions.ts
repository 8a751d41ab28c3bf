import { gammaQuantile, gammaUpper } from "../functions/gamma-distribution.js";
import { logGamma } from "../functions/log-gamma.js";
import { digamma } from "./digamma.js";
import { FAMILIES, type LifeFamily } from "./life-family.js";
import type { StandardDistribution } from "./standard-distribution.js";

/** A number that follows from the coordinates of a family, on a scale that suits an interval. */
export interface Quantity {
  readonly value: number;
  /** Derivatives of the value in the two coordinates. */
  readonly gradient: readonly [number, number];
  /** From that scale to the number itself. */
  readonly back: (value: number) => number;
  /** Whether the number falls as the value rises. */
  readonly is_falling?: boolean;
}

type Coordinates = readonly [number, number];
type QuantityOf = (coordinates: Coordinates) => Quantity | null;

/** What follows from a family's coordinates; null where there is no such number. */
export interface LifeFunctions {
  readonly quantile: (p: number) => QuantityOf;
  readonly reliability: (t: number) => QuantityOf;
  readonly hazard: (t: number) => QuantityOf;
  readonly mean: () => QuantityOf;
}

const EULER = 0.57721566490153286061;
const same = (value: number): number => value;

function constant(value: number): Quantity {
  return { value, gradient: [0, 0], back: same };
}

/** Mean (ln mean when `isLog`) as a step from the location, and its slope in ln scale. */
export function meanStep(family: LifeFamily, scale: number): readonly [number, number] | null {
  switch (family) {
    case "weibull":
      return [logGamma(1 + scale), scale * digamma(1 + scale)];
    case "lognormal":
      return [(scale * scale) / 2, scale * scale];
    case "gumbel":
      return [-EULER * scale, -EULER * scale];
    case "loglogistic": {
      const angle = Math.PI * scale;
      return scale < 1 ? [Math.log(angle / Math.sin(angle)), 1 - angle / Math.tan(angle)] : null;
    }
    case "normal":
    case "logistic":
    case "exponential":
      return [0, 0];
    case "gamma":
      return null;
  }
}

function hazardTerms(of: StandardDistribution, z: number): readonly [number, number] {
  const out = new Float64Array(3);
  of.density(z, out);
  const [value, slope] = [out[0]!, out[1]!];
  of.survival(z, out);
  return [value - out[0]!, slope - out[1]!];
}

function locationScaleFunctions(family: LifeFamily, of: StandardDistribution): LifeFunctions {
  const { isLog } = FAMILIES[family];
  const back = isLog ? Math.exp : same;
  const zOf = (t: number, [location, lnScale]: Coordinates): number =>
    ((isLog ? Math.log(t) : t) - location) / Math.exp(lnScale);
  const survives = (z: number): number => {
    const out = new Float64Array(3);
    of.survival(z, out);
    return Math.exp(out[0]!);
  };
  return {
    quantile: (p) => {
      const z = of.quantile(p);
      return ([location, lnScale]) => {
        const step = z * Math.exp(lnScale);
        return { value: location + step, gradient: [1, step], back };
      };
    },
    reliability: (t) => (at) => {
      if (isLog && t <= 0) return constant(1);
      const z = zOf(t, at);
      return { value: z, gradient: [-1 / Math.exp(at[1]), -z], back: survives, is_falling: true };
    },
    hazard: (t) => (at) => {
      if (isLog && t <= 0) return null;
      const z = zOf(t, at);
      const [value, slope] = hazardTerms(of, z);
      return {
        value: value - at[1] - (isLog ? Math.log(t) : 0),
        gradient: [-slope / Math.exp(at[1]), -slope * z - 1],
        back: Math.exp,
      };
    },
    mean: () => (at) => {
      const step = meanStep(family, Math.exp(at[1]));
      return step === null ? null : { value: at[0] + step[0], gradient: [1, step[1]], back };
    },
  };
}

const STEP = 1e-2;

/** Value and gradient by five-point differences, for functions without a closed derivative. */
function byDifferences(value: (at: Coordinates) => number, at: Coordinates): Coordinates {
  const h = STEP / Math.max(1, Math.exp(at[0] / 2));
  const slope = (move: (step: number) => Coordinates): number =>
    (value(move(-2 * h)) - 8 * value(move(-h)) + 8 * value(move(h)) - value(move(2 * h))) /
    (12 * h);
  return [slope((step) => [at[0] + step, at[1]]), slope((step) => [at[0], at[1] + step])];
}

/** ln(−ln x), which takes a share to the whole line. */
function doubleLog(x: number): number {
  return Math.log(-Math.log(x));
}

function gammaLogHazard(t: number, [lnShape, lnScale]: Coordinates): number {
  const shape = Math.exp(lnShape);
  const v = Math.log(t) - lnScale;
  const u = Math.exp(v);
  return shape * v - u - logGamma(shape) - Math.log(t) - Math.log(gammaUpper(shape, u));
}

function numerical(
  value: (at: Coordinates) => number,
  rest: Pick<Quantity, "back" | "is_falling">,
): QuantityOf {
  return (at) => ({ value: value(at), gradient: byDifferences(value, at), ...rest });
}

const gammaFunctions: LifeFunctions = {
  quantile: (p) =>
    numerical((at) => Math.log(gammaQuantile(Math.exp(at[0]), p)) + at[1], { back: Math.exp }),
  reliability: (t) => {
    if (t <= 0) return () => constant(1);
    const share = (at: Coordinates): number => gammaUpper(Math.exp(at[0]), t / Math.exp(at[1]));
    const back = (value: number): number => Math.exp(-Math.exp(value));
    return numerical((at) => doubleLog(share(at)), { back, is_falling: true });
  },
  hazard: (t) => {
    if (t <= 0) return () => null;
    return numerical((at) => gammaLogHazard(t, at), { back: Math.exp });
  },
  mean: () => (at) => ({ value: at[0] + at[1], gradient: [1, 1], back: Math.exp }),
};

/** The functions of a family. */
export function functionsOf(family: LifeFamily): LifeFunctions {
  const { standard } = FAMILIES[family];
  return standard === null ? gammaFunctions : locationScaleFunctions(family, standard);
}

import { gammaLower, gammaUpper } from "../functions/gamma-distribution.js";
import { devianceTerm, stirlingError } from "../functions/log-gamma.js";
import { concaveMaximum } from "./concave-maximum.js";
import { digamma, trigamma } from "./digamma.js";
import { KIND, type Sample } from "./life-data.js";
import {
  emptyPoint,
  type LikelihoodFunction,
  type LikelihoodPoint,
} from "./location-scale-likelihood.js";
import type { RawFit } from "./raw-fit.js";

/** Step in ln shape for differences, in units of the width of the distribution. */
const STEP = 1e-2;
const NARROW = 1e-5;
/** Shapes and lives in units of the scale beyond this are not looked at. */
const FAR = 1e7;
/** Weights of f(−2h), f(−h), f(h), f(2h) in 12h f′, and with −30 f(0) in 12h² f″. */
const SLOPE = [1, -8, 8, -1] as const;
const BEND = [-1, 16, 16, -1] as const;
const PLACES = [-2, -1, 1, 2] as const;

/** ln of a probability between ends v = ln(t / scale), and its slopes in the two ends. */
interface Part {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** Derivatives of a life's term in ln shape (a) and v moved as a whole. */
interface Term {
  value: number;
  a: number;
  v: number;
  aa: number;
  av: number;
  vv: number;
}

function logProbability(shape: number, a: number, b: number): number {
  // So far out, or with no number at all, the series behind would run to its last term.
  if (!(shape > 0 && shape < FAR && a < FAR && (b < FAR || b === Infinity))) return -Infinity;
  if (a === 0) return Math.log(gammaLower(shape, b));
  if (b === Infinity) return Math.log(gammaUpper(shape, a));
  if (a > shape) return Math.log(gammaUpper(shape, a) - gammaUpper(shape, b));
  if (b < shape) return Math.log(gammaLower(shape, b) - gammaLower(shape, a));
  return Math.log1p(-gammaLower(shape, a) - gammaUpper(shape, b));
}

/** ln of the density of v: shape v − e^v − ln Γ(shape), without its cancellation for large shapes. */
function logDensity(shape: number, v: number): number {
  const kernel = -stirlingError(shape) - devianceTerm(shape, Math.exp(v));
  return kernel + Math.log(shape / (2 * Math.PI)) / 2;
}

function partOf(shape: number, low: number, high: number): Part {
  const value = logProbability(shape, Math.exp(low), Math.exp(high));
  const density = (v: number): number =>
    Number.isFinite(v) ? Math.exp(logDensity(shape, v) - value) : 0;
  return { value, low: -density(low), high: density(high) };
}

function censoredTerm(shape: number, low: number, high: number): Term {
  const h = STEP / Math.max(1, Math.sqrt(shape));
  const here = partOf(shape, low, high);
  const sum = here.low + here.high;
  const bend = (slope: number, v: number): number =>
    slope === 0 ? 0 : slope * (shape - Math.exp(v));
  const term: Term = {
    value: here.value,
    a: 0,
    v: sum,
    aa: -30 * here.value,
    av: 0,
    vv: bend(here.low, low) + bend(here.high, high) - sum * sum,
  };
  PLACES.forEach((place, i) => {
    const there = partOf(shape * Math.exp(place * h), low, high);
    term.a += SLOPE[i]! * there.value;
    term.av += SLOPE[i]! * (there.low + there.high);
    term.aa += BEND[i]! * there.value;
  });
  term.a /= 12 * h;
  term.av /= 12 * h;
  term.aa /= 12 * h * h;
  return term;
}

interface ShapeTerms {
  readonly shape: number;
  readonly psi: number;
  readonly bend: number;
}

function exactTerm({ shape, psi, bend }: ShapeTerms, v: number): Term {
  const u = Math.exp(v);
  const a = shape * (v - psi);
  return {
    value: logDensity(shape, v),
    a,
    v: shape - u,
    aa: a - shape * shape * bend,
    av: shape,
    vv: -u,
  };
}

/** Adds a term in the coordinates shape and ln mean, where ln scale = ln mean − ln shape. */
function addTerm(point: LikelihoodPoint, term: Term, [shape, w]: readonly [number, number]): void {
  const a = term.a + term.v;
  const aa = term.aa + 2 * term.av + term.vv;
  point.value += w * term.value;
  point.k += (w * a) / shape;
  point.kk += (w * (aa - a)) / (shape * shape);
  point.m -= w * term.v;
  point.mm += w * term.vv;
  point.km -= (w * (term.av + term.vv)) / shape;
}

/** The log-likelihood of a gamma distribution in its shape (k) and ln mean − shift (m). */
export function gammaLikelihood(sample: Sample): LikelihoodFunction {
  const { kind, low, high, weight, spread, jacobian, exact } = sample;
  return (shape, m, point) => {
    Object.assign(point, emptyPoint());
    point.value = -Infinity;
    if (!(shape < FAR) || !Number.isFinite(m)) return;
    point.value = jacobian + exact * Math.log(spread);
    const shapes = { shape, psi: digamma(shape), bend: trigamma(shape) };
    const place = (y: number): number => spread * y - m + Math.log(shape);
    for (let i = 0; i < kind.length; i += 1) {
      const w = weight[i]!;
      const [a, b] = [place(low[i]!), place(high[i]!)];
      if (kind[i] === KIND.exact) addTerm(point, exactTerm(shapes, a), [shape, w]);
      else if ((b - a) * Math.sqrt(shape) < NARROW) {
        point.value += w * Math.log(b - a);
        addTerm(point, exactTerm(shapes, (a + b) / 2), [shape, w]);
      } else {
        const [from, to] = kind[i] === KIND.right ? [a, Infinity] : [a, b];
        addTerm(point, censoredTerm(shape, from, to), [shape, w]);
      }
    }
    if (Number.isNaN(point.value)) point.value = -Infinity;
  };
}

/** Shape of a gamma distribution whose ln has the spread of the sample (T. Minka, 2002). */
function startShape({ spread }: Sample): number {
  const s = Math.min(20, (spread * spread) / 2);
  return (3 - s + Math.sqrt((s - 3) ** 2 + 24 * s)) / (12 * s);
}

/** The gamma distribution of highest likelihood in ln shape and ln scale; null without a top. */
export function gammaMaximum(sample: Sample): RawFit | null {
  const start = startShape(sample);
  const of = gammaLikelihood(sample);
  const { k, m, point, has_converged } = concaveMaximum(of, [start, sample.spread ** 2 / 2]);
  if (!has_converged) return null;
  const determinant = point.kk * point.mm - point.km * point.km;
  const shape = -point.mm / determinant / (k * k);
  const both = point.km / determinant / k;
  const mean = -point.kk / determinant;
  return {
    coordinates: [Math.log(k), sample.shift + m - Math.log(k)],
    covariance: { first: shape, both: both - shape, second: mean - 2 * both + shape },
    log_likelihood: point.value,
  };
}

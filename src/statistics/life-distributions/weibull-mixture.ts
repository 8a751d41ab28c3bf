import { note, type Estimate } from "../estimate.js";
import type { LifeData } from "./life-data.js";
import { readLogLives } from "./log-lives.js";
import { emptyTop, weibullTop, type LogLives, type WeibullTop } from "./weibull-right-censored.js";

/** One of two populations. */
export interface MixturePopulation {
  /** Its share of all lives. */
  readonly share: number;
  readonly eta: number;
  readonly beta: number;
}

/** Two Weibull populations in one set of lives. */
export interface MixtureFit extends Estimate {
  /** The population of the shorter eta first. */
  readonly populations: readonly [MixturePopulation, MixturePopulation] | null;
  readonly log_likelihood: number | null;
  /** Of one Weibull population, which has three parameters fewer. */
  readonly log_likelihood_one: number | null;
  readonly iterations: number;
  readonly n: number;
  readonly failures: number;
  readonly censored: number;
}

const MAX_ITERATIONS = 20_000;
/** Largest move of ln eta, ln beta or ln odds in an iteration at which it stops. */
const STILL = 1e-9;
/** A population of fewer failures than this has closed in on one of them. */
const LEAST_FAILURES = 1.5;
/** Share of failures that the early population starts with. */
const STARTS = [0.15, 0.3, 0.5, 0.7, 0.85] as const;

interface Component {
  readonly weight: Float64Array;
  readonly top: WeibullTop;
  share: number;
}

interface Climb {
  readonly parts: readonly [Component, Component];
  readonly log_likelihood: number;
  readonly iterations: number;
  readonly has_converged: boolean;
}

function component(size: number): Component {
  return { weight: new Float64Array(size), top: emptyTop(), share: 0.5 };
}

/** ln of share × (density of ln t, or probability to live longer). */
function logTerm({ share, top }: Component, y: number, isFailure: boolean): number {
  const z = top.beta * (y - top.lnEta);
  return Math.log(share) + (isFailure ? Math.log(top.beta) + z : 0) - Math.exp(z);
}

/** Shares each life out between the populations; the log-likelihood of ln t. */
function shareOut(lives: LogLives, [one, two]: readonly [Component, Component]): number {
  let sum = 0;
  for (let i = 0; i < lives.y.length; i += 1) {
    const isFailure = lives.failed[i] === 1;
    const [a, b] = [logTerm(one, lives.y[i]!, isFailure), logTerm(two, lives.y[i]!, isFailure)];
    const most = Math.max(a, b);
    const total = most + Math.log(Math.exp(a - most) + Math.exp(b - most));
    one.weight[i] = lives.weight[i]! * Math.exp(a - total);
    two.weight[i] = lives.weight[i]! * Math.exp(b - total);
    sum += lives.weight[i]! * total;
  }
  return sum;
}

/** Refits a population to its part of the lives; how far it moved, or null when it closed in. */
function refit(lives: LogLives, part: Component, n: number): number | null {
  const { lnEta, beta } = part.top;
  const range = [0, lives.y.length] as const;
  const has_top = weibullTop({ ...lives, weight: part.weight }, range, part.top);
  if (!has_top || part.top.failures < LEAST_FAILURES) return null;
  const share = part.top.n / n;
  const odds = Math.log(share / (1 - share)) - Math.log(part.share / (1 - part.share));
  part.share = share;
  return Math.max(
    Math.abs(part.top.lnEta - lnEta) * beta,
    Math.abs(Math.log(part.top.beta / beta)),
    Math.abs(odds),
  );
}

function climb(lives: LogLives, n: number, split: number): Climb | null {
  const parts = [component(lives.y.length), component(lives.y.length)] as const;
  for (let i = 0; i < lives.y.length; i += 1) {
    const early = lives.y[i]! <= split ? 0.9 : 0.1;
    parts[0].weight[i] = lives.weight[i]! * early;
    parts[1].weight[i] = lives.weight[i]! * (1 - early);
  }
  for (let iteration = 0; iteration < MAX_ITERATIONS; iteration += 1) {
    const [one, two] = [refit(lives, parts[0], n), refit(lives, parts[1], n)];
    if (one === null || two === null) return null;
    const log_likelihood = shareOut(lives, parts);
    const has_converged = iteration > 0 && Math.max(one, two) < STILL;
    if (has_converged || iteration === MAX_ITERATIONS - 1) {
      return { parts, log_likelihood, iterations: iteration + 1, has_converged };
    }
  }
  return null;
}

function splitsOf({ y, failed }: LogLives): number[] {
  const ends = Array.from(y)
    .filter((_, i) => failed[i] === 1)
    .sort((a, b) => a - b);
  return STARTS.map((share) => ends[Math.floor(share * (ends.length - 1))]!);
}

function bestOf(lives: LogLives, n: number): { best: Climb | null; closed: number } {
  let best: Climb | null = null;
  let closed = 0;
  for (const split of splitsOf(lives)) {
    const found = climb(lives, n, split);
    if (found === null) closed += 1;
    else if (best === null || found.log_likelihood > best.log_likelihood) best = found;
  }
  return { best, closed };
}

/** Fewest failures for five parameters. */
const FEWEST = 6;

/**
 * A mixture of two Weibull populations fitted to complete or right-censored lives by
 * expectation–maximisation from five starts: R(t) = share₁ R₁(t) + share₂ R₂(t). A. Dempster,
 * N. Laird and D. Rubin, JRSS B 39, 1977; D. Kececioglu, Reliability and Life Testing Handbook,
 * 1993, volume 1, chapter 10. The likelihood is endless where a population closes in on one
 * failure; such starts are left out (`population_closed_in`), and without another the status is
 * `not_converged`. `no_better_than_one` when twice the gain over one population is below 3 ln n, the
 * price of three parameters by Schwarz's criterion (B. Leroux, Annals of Statistics 20, 1992; a
 * likelihood-ratio test does not hold here). `insufficient` with fewer than six failures.
 */
export function fitWeibullMixture(data: LifeData): MixtureFit {
  const { lives, notes, ...counts } = readLogLives(data);
  const base = { populations: null, log_likelihood: null, log_likelihood_one: null, iterations: 0 };
  const nothing = { ...base, ...counts };
  if (lives === null) return Object.freeze({ ...nothing, status: "insufficient", notes });
  if (counts.failures < FEWEST) {
    const reasons = [...notes, note("few_failures", { count: counts.failures })];
    return Object.freeze({ ...nothing, status: "insufficient", notes: Object.freeze(reasons) });
  }
  const { best, closed } = bestOf(lives, counts.n);
  const shut = closed > 0 ? [note("population_closed_in", { starts: closed })] : [];
  const single = emptyTop();
  weibullTop(lives, [0, lives.y.length], single);
  const one = single.log_likelihood;
  if (best?.has_converged !== true) {
    const reasons = Object.freeze([...notes, ...shut]);
    const iterations = best?.iterations ?? 0;
    return Object.freeze({ ...nothing, iterations, status: "not_converged", notes: reasons });
  }
  // From the density of ln t to that of t.
  const jacobian = lives.y.reduce(
    (sum, y, i) => sum - (lives.failed[i] === 1 ? lives.weight[i]! * y : 0),
    0,
  );
  const log_likelihood = best.log_likelihood + jacobian;
  const [first, second] = best.parts
    .map(({ share, top }) => ({ share, eta: Math.exp(top.lnEta), beta: top.beta }))
    .sort((a, b) => a.eta - b.eta);
  const same =
    2 * (log_likelihood - one) < 3 * Math.log(counts.n) ? [note("no_better_than_one")] : [];
  return Object.freeze({
    ...nothing,
    populations: Object.freeze([Object.freeze(first!), Object.freeze(second!)] as const),
    log_likelihood,
    log_likelihood_one: one,
    iterations: best.iterations,
    status: "ok",
    notes: Object.freeze([...notes, ...shut, ...same]),
  });
}

import {
  emptyPoint,
  type LikelihoodFunction,
  type LikelihoodPoint,
} from "./location-scale-likelihood.js";

const MAX_STEPS = 100;
const MAX_HALVINGS = 40;
/** What rounding may take from a sum of logarithms, relatively. */
const ROUNDING = 1e-13;
/** Squared distance to the top in standard errors; one more step squares it. */
const CLOSE = 1e-12;
/** Scales of a standardised sample outside this range are on their way to 0 or infinity. */
const WIDEST = 1e8;

/** Where a log-likelihood is highest. */
export interface Maximum {
  readonly k: number;
  readonly m: number;
  readonly point: LikelihoodPoint;
  readonly has_converged: boolean;
}

/** Newton's direction; uphill along the gradient where the Hessian is not negative definite. */
function direction(at: LikelihoodPoint): readonly [number, number] {
  const determinant = at.kk * at.mm - at.km * at.km;
  if (at.kk < 0 && determinant > 0) {
    return [
      (-at.mm * at.k + at.km * at.m) / determinant,
      (at.km * at.k - at.kk * at.m) / determinant,
    ];
  }
  return [at.k / (Math.abs(at.kk) + 1), at.m / (Math.abs(at.mm) + 1)];
}

/**
 * The top of a log-likelihood that is concave (or nearly so) in k > 0 and m: Newton's method with
 * steps halved until they climb. Not converged when k runs to 0 or infinity: the top is not there.
 */
export function concaveMaximum(of: LikelihoodFunction, start: readonly [number, number]): Maximum {
  let [k, m] = start;
  let [here, next] = [emptyPoint(), emptyPoint()];
  of(k, m, here);
  for (let step = 0; step < MAX_STEPS; step += 1) {
    const [dk, dm] = direction(here);
    const climb = here.k * dk + here.m * dm;
    if (!(climb >= 0)) break;
    let size = k + dk > 0 ? 1 : (-0.9 * k) / dk;
    let halvings = 0;
    of(k + size * dk, m + size * dm, next);
    const slack = ROUNDING * (1 + Math.abs(here.value));
    while (!(next.value >= here.value + 1e-4 * size * climb - slack) && halvings < MAX_HALVINGS) {
      if (climb < CLOSE) break;
      size /= 2;
      halvings += 1;
      of(k + size * dk, m + size * dm, next);
    }
    if (halvings === MAX_HALVINGS) break;
    k += size * dk;
    m += size * dm;
    [here, next] = [next, here];
    if (!(k > 1 / WIDEST && k < WIDEST)) break;
    if (climb < CLOSE && size === 1) return { k, m, point: here, has_converged: isTop(here) };
  }
  return { k, m, point: here, has_converged: false };
}

function isTop(at: LikelihoodPoint): boolean {
  return at.mm < 0 && at.kk * at.mm - at.km * at.km > 0 && Number.isFinite(at.value);
}

/** The same with k held: the top over m alone. */
export function concaveMaximumOverM(of: LikelihoodFunction, [k, start]: [number, number]): Maximum {
  const only: LikelihoodFunction = (_, m, point) => {
    of(k, m, point);
    point.k = 0;
    point.km = 0;
    point.kk = -1;
  };
  const found = concaveMaximum(only, [1, start]);
  return { ...found, k };
}

import { concaveMaximum, concaveMaximumOverM, type Maximum } from "./concave-maximum.js";
import { gammaMaximum } from "./gamma-likelihood.js";
import type { Sample } from "./life-data.js";
import { FAMILIES, type LifeFamily } from "./life-family.js";
import { locationScaleLikelihood } from "./location-scale-likelihood.js";
import type { RawFit } from "./raw-fit.js";

function withoutScale(sample: Sample): RawFit | null {
  const of = locationScaleLikelihood(sample, FAMILIES.exponential.standard!);
  const top = concaveMaximumOverM(of, [sample.spread, 0]);
  if (!top.has_converged) return null;
  return {
    coordinates: [sample.shift + top.m, 0],
    covariance: { first: -1 / top.point.mm, both: 0, second: 0 },
    log_likelihood: top.point.value,
  };
}

/** From k = 1 / scale and m = location / scale of the standardised sample to location, ln scale. */
function rawFit({ k, m, point }: Maximum, { shift, spread }: Sample): RawFit {
  const determinant = point.kk * point.mm - point.km * point.km;
  const [kk, km, mm] = [-point.mm / determinant, point.km / determinant, -point.kk / determinant];
  const unit = spread / k;
  const at = m / k;
  return {
    coordinates: [shift + unit * m, Math.log(unit)],
    covariance: {
      first: unit * unit * (mm - 2 * at * km + at * at * kk),
      both: (unit * (at * kk - km)) / k,
      second: kk / (k * k),
    },
    log_likelihood: point.value,
  };
}

/** The fit of a sample in the coordinates of its family; null when the top was not found. */
export function fitSample(sample: Sample, family: LifeFamily): RawFit | null {
  const { standard, has_scale } = FAMILIES[family];
  if (!has_scale) return withoutScale(sample);
  if (standard === null) return gammaMaximum(sample);
  const top = concaveMaximum(locationScaleLikelihood(sample, standard), [1, 0]);
  return top.has_converged ? rawFit(top, sample) : null;
}

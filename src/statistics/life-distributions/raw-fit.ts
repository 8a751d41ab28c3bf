/** Variances and covariance of the two coordinates of a family (see `FAMILIES`). */
export interface CoordinateCovariance {
  readonly first: number;
  readonly both: number;
  readonly second: number;
}

/** Coordinates of a fit, their covariance and the log-likelihood. */
export interface RawFit {
  readonly coordinates: readonly [number, number];
  readonly covariance: CoordinateCovariance;
  readonly log_likelihood: number;
}

export {
  betaCdf,
  betaQuantile,
  binomialCdf,
  binomialDensity,
} from "./functions/beta-distribution.js";
export { chiSquareCdf, chiSquareQuantile, chiSquareUpperTail } from "./functions/chi-square.js";
export { clopperPearson, type ProportionInterval } from "./intervals/clopper-pearson.js";
export {
  clusterChange,
  type ClusterChange,
  type PairedCluster,
} from "./clusters/cluster-change.js";
export {
  clusterLogError,
  clusterRatio,
  clusterSums,
  type ClusterRatio,
  type ClusterSums,
} from "./clusters/cluster-ratio.js";
export { dispersionTest, type DispersionSums, type DispersionTest } from "./clusters/dispersion.js";
export { CONFIDENCE, type Estimate, type EstimateNote, type EstimateStatus } from "./estimate.js";
export {
  exponentialInterval,
  type ExponentialData,
  type ExponentialInterval,
} from "./intervals/exponential-interval.js";
export { gammaLower, gammaQuantile, gammaUpper } from "./functions/gamma-distribution.js";
export * from "./trend/index.js";
export { normalCdf, normalTwoSided, normalUpperTail } from "./functions/normal-distribution.js";
export { normalQuantile } from "./functions/normal-quantile.js";
export { poissonInterval, type PoissonInterval } from "./intervals/poisson-interval.js";
export { studentTwoSided, studentTwoSidedQuantile } from "./functions/student-t.js";
export {
  binomialTwoSided,
  twoRates,
  type CountOverExposure,
  type TwoRates,
} from "./intervals/two-rates.js";
export * from "./nonparametric/index.js";
export * from "./recurrence/index.js";
export * from "./life-distributions/index.js";

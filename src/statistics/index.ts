export { betaCdf, betaQuantile, binomialCdf, binomialDensity } from "./beta-distribution.js";
export { chiSquareCdf, chiSquareQuantile, chiSquareUpperTail } from "./chi-square.js";
export { clopperPearson, type ProportionInterval } from "./clopper-pearson.js";
export { clusterChange, type ClusterChange, type PairedCluster } from "./cluster-change.js";
export {
  clusterLogError,
  clusterRatio,
  clusterSums,
  type ClusterRatio,
  type ClusterSums,
} from "./cluster-ratio.js";
export { dispersionTest, type DispersionSums, type DispersionTest } from "./dispersion.js";
export { CONFIDENCE, type Estimate, type EstimateNote, type EstimateStatus } from "./estimate.js";
export {
  exponentialInterval,
  type ExponentialData,
  type ExponentialInterval,
} from "./exponential-interval.js";
export { gammaLower, gammaQuantile, gammaUpper } from "./gamma-distribution.js";
export {
  laplace,
  laplaceFromSums,
  robustLaplace,
  type FailureTimes,
  type LaplaceSums,
  type RobustLaplaceSums,
  type TrendTest,
} from "./laplace.js";
export { normalCdf, normalTwoSided, normalUpperTail } from "./normal-distribution.js";
export { normalQuantile } from "./normal-quantile.js";
export { poissonInterval, type PoissonInterval } from "./poisson-interval.js";
export { studentTwoSided, studentTwoSidedQuantile } from "./student-t.js";
export { binomialTwoSided, twoRates, type CountOverExposure, type TwoRates } from "./two-rates.js";

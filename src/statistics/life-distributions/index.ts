export { fitLife, type LifeFit, type LifeFitOptions, type LifeParameter } from "./fit-life.js";
export { type LifeColumns, type LifeData, type LifeObservation } from "./life-data.js";
export { type LifeFamily } from "./life-family.js";
export {
  hazardAt,
  lifeQuantile,
  meanLife,
  reliabilityAt,
  type LifeQuantity,
} from "./life-quantities.js";
export { type CoordinateCovariance } from "./raw-fit.js";
export { type LifeTarget } from "./life-profile.js";
export {
  likelihoodInterval,
  type LikelihoodInterval,
  type LikelihoodQuestion,
} from "./likelihood-interval.js";
export {
  plottingPositions,
  type PlotPoint,
  type PlottingPositions,
  type PositionMethod,
} from "./plotting-positions.js";
export {
  rankRegression,
  type RankRegression,
  type RankRegressionOptions,
} from "./rank-regression.js";
export { fitWeibullFleet, type FleetFit, type FleetLives } from "./weibull-fleet.js";
export {
  andersonDarling,
  type AndersonDarling,
  type AndersonDarlingOptions,
} from "./anderson-darling.js";
export {
  compareFamilies,
  LIFE_FAMILIES,
  type FamilyChoice,
  type FamilyComparison,
} from "./compare-families.js";
export { weibayes, type Weibayes, type WeibayesOptions } from "./weibayes.js";
export { fitWeibullMixture, type MixtureFit, type MixturePopulation } from "./weibull-mixture.js";
export { fitWeibullThreshold, type ThresholdFit } from "./weibull-threshold.js";

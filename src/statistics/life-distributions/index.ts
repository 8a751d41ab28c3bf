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

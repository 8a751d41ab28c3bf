export {
  fitLife,
  type CoordinateCovariance,
  type LifeFit,
  type LifeFitOptions,
  type LifeParameter,
} from "./fit-life.js";
export { type LifeColumns, type LifeData, type LifeObservation } from "./life-data.js";
export { type LifeFamily } from "./life-family.js";
export {
  hazardAt,
  lifeQuantile,
  meanLife,
  reliabilityAt,
  type LifeQuantity,
} from "./life-quantities.js";

export { cramerVonMises, type CramerVonMisesTest } from "./cramer-von-mises.js";
export {
  failureTerminatedFactors,
  timeTerminatedFactors,
  type CrowFactors,
} from "./crow-factors.js";
export { duane, type Duane } from "./duane.js";
export {
  groupedPowerLaw,
  type GroupedFailures,
  type GroupedPowerLaw,
} from "./grouped-power-law.js";
export {
  meanCumulative,
  type MeanCumulative,
  type MeanCumulativeData,
  type MeanCumulativePoint,
  type RecurrentEvent,
  type UnitHistory,
} from "./mean-cumulative.js";
export {
  powerLaw,
  timeToMtbf,
  type MtbfKind,
  type OpenBounds,
  type PowerLaw,
  type PowerLawData,
} from "./power-law.js";
export { g1Renewal, type G1Renewal } from "./g1-renewal.js";
export {
  generalisedRenewal,
  type GeneralisedRenewal,
  type GeneralisedRenewalData,
  type KijimaKind,
} from "./generalised-renewal.js";

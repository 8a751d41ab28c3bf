export {
  kaplanMeier,
  survivalAt,
  survivalQuantile,
  type KaplanMeier,
  type KaplanMeierData,
  type Lifetime,
  type SurvivalIntervalKind,
  type SurvivalPoint,
  type SurvivalQuantile,
} from "./kaplan-meier.js";
export { type Exit } from "./risk-table.js";
export { logRank, type LogRankData, type LogRankTest } from "./log-rank.js";
export { nelsonAalen, type HazardPoint, type NelsonAalen } from "./nelson-aalen.js";
export { type CensoredInterval } from "./innermost-intervals.js";
export { turnbull, turnbullSurvival, type Turnbull, type TurnbullMass } from "./turnbull.js";
export {
  competingModes,
  incidenceAt,
  type CompetingModes,
  type CompetingModesData,
  type IncidencePoint,
  type ModeIncidence,
  type ModeLifetime,
} from "./competing-modes.js";

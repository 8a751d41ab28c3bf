export {
  meanCumulative,
  type MeanCumulative,
  type MeanCumulativeData,
  type MeanCumulativePoint,
  type RecurrentEvent,
  type UnitHistory,
} from "./mean-cumulative.js";

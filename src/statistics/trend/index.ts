export {
  andersonDarlingTrend,
  andersonDarlingUpperTail,
  type AndersonDarlingTrendTest,
} from "./anderson-darling.js";
export {
  laplace,
  laplaceFromSums,
  robustLaplace,
  type FailureTimes,
  type LaplaceSums,
  type RobustLaplaceSums,
  type TrendTest,
} from "./laplace.js";
export { lewisRobinson, type LewisRobinsonTest } from "./lewis-robinson.js";
export { mannKendall, type MannKendallData, type MannKendallTest } from "./mann-kendall.js";
export { militaryHandbook, type MilitaryHandbookTest } from "./military-handbook.js";

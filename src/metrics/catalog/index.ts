import { availabilityOperational } from "./availability-operational.js";
import { downtimeHours } from "./downtime-hours.js";
import { failureCount } from "./failure-count.js";
import { failurePareto } from "./failure-pareto.js";
import { meanDownTime } from "./mean-down-time.js";
import { mtbf } from "./mtbf.js";
import { mttr } from "./mttr.js";
import { recurringChains } from "./recurring-chains.js";
import { recurringFailures } from "./recurring-failures.js";

/** Every metric, in order of id. */
export const metrics = Object.freeze([
  availabilityOperational,
  downtimeHours,
  failureCount,
  failurePareto,
  meanDownTime,
  mtbf,
  mttr,
  recurringChains,
  recurringFailures,
] as const);

/** The id of a metric; a misspelt one does not compile. */
export type MetricId = (typeof metrics)[number]["id"];

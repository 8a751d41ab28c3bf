import { fixedClock, LOCAL_PRINCIPAL, type Principal } from "../../src/core/index.js";
import { ResultCache, type MetricContext } from "../../src/metrics/index.js";
import { openCurrent, type Snapshot } from "../../src/warehouse/index.js";
import { BUILT_AT } from "../fixtures/built-plant.js";

/** An open snapshot with a context that asks it. */
export interface OpenMetrics {
  readonly snapshot: Snapshot;
  readonly ctx: MetricContext;
  /** The same snapshot asked by somebody else. */
  as(principal: Partial<Principal>): MetricContext;
}

/** Opens the current snapshot of a data directory for metrics. */
export async function openMetrics(dataDir: string): Promise<OpenMetrics> {
  const snapshot = await openCurrent(dataDir);
  const clock = fixedClock(BUILT_AT);
  const ctx = { snapshot, principal: LOCAL_PRINCIPAL, clock, cache: new ResultCache() };
  return {
    snapshot,
    ctx,
    as: (principal) => ({ ...ctx, principal: { ...LOCAL_PRINCIPAL, ...principal } }),
  };
}

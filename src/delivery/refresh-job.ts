import type { Clock, Log } from "../core/index.js";
import type { State } from "../state/index.js";
import { parseCron, type Cron } from "./cron.js";
import { nextFire } from "./fire-times.js";

const ID = "refresh";
const ZONE = "UTC";
const LEASE_MS = 6 * 3_600_000;

/** What the periodic extraction needs. */
export interface RefreshDeps {
  readonly state: State;
  readonly clock: Clock;
  readonly log: Log;
  readonly refresh_cron: string | null;
  readonly runRefresh: () => Promise<void>;
}

/** The cron text of the periodic extraction, read; its times are UTC. */
export function refreshCron(cron: string): Cron {
  return parseCron(cron, "refresh_cron");
}

/** The second time after an instant at which a periodic extraction is due; null when there is none. */
export function secondRefreshAfter(cron: string, after: Date): Date | null {
  const timetable = { cron: refreshCron(cron), zone: ZONE };
  const first = nextFire(timetable, after);
  return first === null ? null : nextFire(timetable, first);
}

function claimDue({
  state,
  clock,
  refresh_cron,
}: RefreshDeps): { token: string; at: string } | null {
  const now = clock.now();
  const at = now.toISOString();
  const job = state.jobs.known(ID, at);
  if (refresh_cron === null) return null;
  const timetable = { cron: refreshCron(refresh_cron), zone: ZONE };
  const due = nextFire(timetable, new Date(job.served_at));
  if (due === null || due > now) return null;
  const lease_to = new Date(now.getTime() + LEASE_MS).toISOString();
  const token = state.jobs.claim({ id: ID, due_at: at, at, lease_to });
  return token === undefined ? null : { token, at };
}

/**
 * Extracts and refreshes when a time for it has passed since the last one, however many were
 * missed, in one process only. True when there is new data.
 */
export async function refreshWhenDue(deps: RefreshDeps): Promise<boolean> {
  const claim = claimDue(deps);
  if (claim === null) return false;
  const { token, at: due_at } = claim;
  const finish = (outcome: "ok" | "failed"): void => {
    const at = deps.clock.now().toISOString();
    deps.state.jobs.finish({ id: ID, token, due_at, at, outcome });
  };
  try {
    await deps.runRefresh();
    finish("ok");
    return true;
  } catch (error) {
    // The reports are still owed; they say themselves how old their data is.
    finish("failed");
    deps.log.error("refresh_failed", { detail: error instanceof Error ? error.message : "" });
    return false;
  }
}

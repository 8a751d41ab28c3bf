import { createTask } from "node-cron";
import type { ScheduleConfig } from "../config/index.js";
import type { DeliveryDeps } from "./attempt.js";
import { drainOutbox } from "./drain.js";
import { cancelUnlisted, checkSchedules, decideDue } from "./plan.js";
import { refreshCron, refreshWhenDue } from "./refresh-job.js";

const WAKE_EVERY_MS = 60_000;
/** Id under which the state file notes that the schedules are being looked after. */
export const HEARTBEAT = "tick";

/** What the schedules need beside what delivering needs. */
export interface ScheduleDeps extends DeliveryDeps {
  readonly schedules: readonly ScheduleConfig[];
  /** When to extract and refresh, in UTC; null for never. */
  readonly refresh_cron: string | null;
  readonly runRefresh: () => Promise<void>;
}

/** The running schedules of a service. */
export interface Scheduler {
  /** Looks what is due now and does it; what is due is read from the ledger and the clock. */
  readonly tick: () => Promise<void>;
  /** Takes up nothing more, and resolves when what was begun is done. */
  readonly stop: () => Promise<void>;
}

async function pass(deps: ScheduleDeps, isStopping: () => boolean): Promise<void> {
  const at = deps.clock.now().toISOString();
  deps.state.jobs.beat(HEARTBEAT, at);
  // First the data, then the reports about them.
  const hasNewData = await refreshWhenDue(deps);
  if (hasNewData) deps.state.outbox.wakeHeld(deps.clock.now().toISOString());
  cancelUnlisted(deps, deps.schedules);
  for (const schedule of deps.schedules) decideDue(deps, schedule);
  await drainOutbox(deps, { id: null, isStopping });
}

/** Runs one pass at a time; a wish that comes during a pass is met by one more pass after it. */
function oneAtATime(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  let queued: Promise<void> | undefined;
  const start = (): Promise<void> => {
    queued = undefined;
    running = work().finally(() => {
      running = undefined;
    });
    return running;
  };
  return () => {
    if (running === undefined) return start();
    queued ??= running.then(start, start);
    return queued;
  };
}

/** Timers that wake us; whether anything is due then, they do not say. */
function startTimers(deps: ScheduleDeps, wake: () => void): () => void {
  const { schedules, refresh_cron } = deps;
  const quiet = { info: wakeNothing, warn: wakeNothing, error: wakeNothing, debug: wakeNothing };
  const times = schedules.map(({ cron, zone }) => ({ cron, zone }));
  if (refresh_cron !== null) times.push({ cron: refresh_cron, zone: "UTC" });
  const tasks = times.map(({ cron, zone }) =>
    createTask(cron, wake, { timezone: zone, unref: true, logger: quiet }),
  );
  for (const task of tasks) void task.start();
  const timer = setInterval(wake, WAKE_EVERY_MS).unref();
  return () => {
    clearInterval(timer);
    for (const task of tasks) void task.destroy();
  };
}

const wakeNothing = (): void => undefined;

/**
 * Looks after the schedules until stopped: wakes at their times, every minute and at once, and
 * does each time what the ledger says is due.
 */
export function startSchedules(deps: ScheduleDeps): Scheduler {
  checkSchedules(deps.schedules, deps.clock.now());
  if (deps.refresh_cron !== null) refreshCron(deps.refresh_cron);
  let is_stopping = false;
  const tick = oneAtATime(() => (is_stopping ? Promise.resolve() : pass(deps, () => is_stopping)));
  const wake = (): void => {
    tick().catch((error: unknown) => {
      deps.log.error("tick_failed", { detail: error instanceof Error ? error.message : "" });
    });
  };
  const stopTimers = startTimers(deps, wake);
  wake();
  const stop = async (): Promise<void> => {
    is_stopping = true;
    stopTimers();
    await tick();
  };
  return { tick, stop };
}

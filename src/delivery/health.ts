import type { ScheduleConfig } from "../config/index.js";
import { text } from "../core/index.js";
import type { DeliveryCount, DeliveryState, State } from "../state/index.js";
import { openDecisions } from "./plan.js";
import { HEARTBEAT } from "./schedules.js";

const SILENCE_MS = 5 * 60_000;
/** How long a period may have been due without being taken up before that is a fault. */
const LATE_MS = 10 * 60_000;

/** What a schedule owed for a period and what became of it. */
export interface PeriodHealth {
  readonly schedule: string;
  readonly period: string;
  /** Mails that are owed. */
  readonly expected: number;
  readonly sent: number;
  readonly waiting: number;
  readonly held: number;
  readonly failed: number;
  readonly uncertain: number;
  /** True when the period came due and nobody took it up. */
  readonly is_late: boolean;
}

/** Whether reports arrive as they should: a heartbeat, and expected against made. */
export interface DeliveryHealth {
  readonly is_ok: boolean;
  /** When the schedules were last looked after, ISO 8601 UTC; null when never. */
  readonly last_tick_at: string | null;
  readonly periods: readonly PeriodHealth[];
  /** What is wrong, a sentence each; one sentence that all is well otherwise. */
  readonly sentences: readonly string[];
}

const WAITING: readonly DeliveryState[] = ["pending", "claimed", "sending", "handing_over"];

function periodHealth(counts: readonly DeliveryCount[]): PeriodHealth[] {
  const groups = new Map<string, DeliveryCount[]>();
  for (const count of counts) {
    const key = `${count.period}\u001f${count.schedule}`;
    groups.set(key, [...(groups.get(key) ?? []), count]);
  }
  return [...groups.values()].map((group) => {
    const sum = (states: readonly DeliveryState[]): number =>
      group.reduce((total, { state, count }) => total + (states.includes(state) ? count : 0), 0);
    const { schedule, period } = group[0]!; // a group holds at least the count that made it
    const [sent, waiting] = [sum(["sent"]), sum(WAITING)];
    const [held, failed, uncertain] = [sum(["held"]), sum(["failed"]), sum(["uncertain"])];
    const expected = sent + waiting + held + failed + uncertain;
    return { schedule, period, expected, sent, waiting, held, failed, uncertain, is_late: false };
  });
}

function latePeriods(state: State, schedule: ScheduleConfig, now: Date): PeriodHealth[] {
  const none = { sent: 0, waiting: 0, held: 0, failed: 0, uncertain: 0 };
  return openDecisions(state, schedule, now)
    .filter(({ fired_at }) => Date.parse(fired_at) <= now.getTime() - LATE_MS)
    .filter(({ decision }) => decision === "deliver")
    .map(({ period }) => {
      const expected = schedule.recipients.length;
      return { schedule: schedule.id, period, expected, ...none, is_late: true };
    });
}

function faultsOf({ schedule, period, is_late, held, failed, uncertain }: PeriodHealth): string[] {
  const faults: string[] = [];
  if (is_late) faults.push(text("delivery.health.late", { schedule, period }));
  if (held > 0) faults.push(text("delivery.health.held", { schedule, period, count: held }));
  if (failed > 0) faults.push(text("delivery.health.failed", { schedule, period, count: failed }));
  if (uncertain > 0) {
    faults.push(text("delivery.health.uncertain", { schedule, period, count: uncertain }));
  }
  return faults;
}

function allIsWell(periods: readonly PeriodHealth[]): string {
  const sent = periods.reduce((total, period) => total + period.sent, 0);
  const waiting = periods.reduce((total, period) => total + period.waiting, 0);
  if (sent + waiting === 0) return text("delivery.health.none");
  return text("delivery.health.ok", { sent, waiting });
}

/** Compares what the schedules owed with what was delivered, newest period first. */
export function deliveryHealth(
  state: State,
  schedules: readonly ScheduleConfig[],
  now: Date,
): DeliveryHealth {
  const last_tick_at = state.jobs.find(HEARTBEAT)?.served_at ?? null;
  const decided = periodHealth(state.outbox.counts());
  const late = schedules.flatMap((schedule) => latePeriods(state, schedule, now));
  const periods = [...decided, ...late].sort(
    (a, b) => b.period.localeCompare(a.period) || a.schedule.localeCompare(b.schedule),
  );
  const faults = periods.flatMap(faultsOf);
  const isSilent = last_tick_at !== null && now.getTime() - Date.parse(last_tick_at) > SILENCE_MS;
  if (isSilent) faults.unshift(text("delivery.health.silent", { at: last_tick_at }));
  const is_ok = faults.length === 0;
  return { is_ok, last_tick_at, periods, sentences: is_ok ? [allIsWell(periods)] : faults };
}

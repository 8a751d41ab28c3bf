import type { ScheduleConfig } from "../config/index.js";
import { isTimeZone } from "../core/index.js";
import type { Delivery, NewDelivery, PeriodDecision, State } from "../state/index.js";
import { checkRecipient } from "./address.js";
import type { DeliveryDeps } from "./attempt.js";
import { duePeriods, timetableOf } from "./due-periods.js";
import { fail } from "./errors.js";
import { nextFire } from "./fire-times.js";
import { messageIdOf } from "./message-id.js";

const WAITING_ROWS = 10_000;

/** Refuses schedules that cannot work: unreadable or impossible times, zones and recipients. */
export function checkSchedules(schedules: readonly ScheduleConfig[], now: Date): void {
  const seen = new Set<string>();
  for (const schedule of schedules) {
    const { id, zone, cron } = schedule;
    const where = `schedule ${id}`;
    if (seen.has(id)) throw fail("delivery.schedule_repeated", { id });
    seen.add(id);
    if (!isTimeZone(zone)) throw fail("delivery.zone_unknown", { where, zone });
    const first = nextFire(timetableOf(schedule), now);
    if (first === null) throw fail("delivery.cron_never", { where, cron });
    for (const recipient of schedule.recipients) checkRecipient(recipient, where);
  }
}

/** What is to be decided for a schedule now; nothing for one that was not known before. */
export function openDecisions(state: State, schedule: ScheduleConfig, now: Date): PeriodDecision[] {
  const known_since = state.schedules.since(schedule.id);
  if (known_since === null) return [];
  const ledger = state.schedules.decisions(schedule.id);
  return duePeriods(schedule, { since: new Date(known_since), now, ledger });
}

/** The delivery of a schedule's report for a period to one recipient. */
export function newDelivery(
  { id: schedule, report, site }: ScheduleConfig,
  { period, recipient, origin }: Pick<NewDelivery, "period" | "recipient" | "origin">,
  from_address: string,
): NewDelivery {
  const message_id = messageIdOf({ schedule, period, recipient }, from_address);
  return { schedule, period, recipient, report, site, origin, message_id };
}

/** Decides the periods of a schedule that came due, and owes their deliveries from then on. */
export function decideDue(
  { state, clock, log, from }: DeliveryDeps,
  schedule: ScheduleConfig,
): void {
  const now = clock.now();
  state.schedules.makeKnown(schedule.id, now.toISOString());
  const decisions = openDecisions(state, schedule, now);
  if (decisions.length === 0) return;
  const deliveries = decisions
    .filter(({ decision }) => decision === "deliver")
    .flatMap(({ period }) =>
      schedule.recipients.map((recipient) =>
        newDelivery(schedule, { period, recipient, origin: "schedule" }, from.address),
      ),
    );
  state.schedules.decide({ schedule: schedule.id, decisions, deliveries, at: now.toISOString() });
  for (const { period, decision, reason } of decisions) {
    log.info("schedule_due", { schedule: schedule.id, period, decision, reason });
  }
}

function isOwed(schedules: readonly ScheduleConfig[], delivery: Delivery): boolean {
  if (delivery.origin === "person") return true;
  const schedule = schedules.find(({ id }) => id === delivery.schedule);
  const wanted = delivery.recipient.toLowerCase();
  return schedule?.recipients.some((recipient) => recipient.toLowerCase() === wanted) ?? false;
}

/** Gives up what waits for a schedule or recipient that the configuration no longer names. */
export function cancelUnlisted(
  { state, clock }: DeliveryDeps,
  schedules: readonly ScheduleConfig[],
): void {
  const at = clock.now().toISOString();
  const waiting = (["pending", "held"] as const).flatMap((waits) =>
    state.outbox.list({ state: waits, limit: WAITING_ROWS }),
  );
  for (const delivery of waiting) {
    if (isOwed(schedules, delivery)) continue;
    state.outbox.cancel(delivery.id, { reason: "not_listed", at });
  }
}

import type { Database } from "./database.js";
import { insertDelivery } from "./outbox-rows.js";
import type { NewDelivery } from "./outbox-types.js";

/** Why a period of a schedule is not delivered. */
export type SkipReason = "superseded" | "missed" | "too_old";

/** What was decided for one period of a schedule; decided once. */
export interface PeriodDecision {
  /** Calendar month, `YYYY-MM`. */
  readonly period: string;
  /** When the schedule fired for it, ISO 8601 UTC. */
  readonly fired_at: string;
  readonly decision: "deliver" | "skip";
  readonly reason: SkipReason | null;
}

/** Decisions to write down, with the deliveries that follow from them. */
export interface Decided {
  readonly schedule: string;
  readonly decisions: readonly PeriodDecision[];
  readonly deliveries: readonly NewDelivery[];
  readonly at: string;
}

/** What each schedule owed and what was decided about it. */
export interface ScheduleLedger {
  /** Makes the schedule known from that instant on, unless it was known before. */
  makeKnown(schedule: string, at: string): void;
  /** Since when the schedule is known, ISO 8601 UTC; null when it is not. */
  since(schedule: string): string | null;
  /** The decisions so far, oldest period first. */
  decisions(schedule: string): PeriodDecision[];
  /** Writes decisions and their deliveries in one transaction; what is there already stays. */
  decide(decided: Decided): void;
}

function since(database: Database, schedule: string): string | null {
  const row = database.first<{ first_seen_at: string }>(
    "select first_seen_at from schedule where id = $schedule",
    { schedule },
  );
  return row?.first_seen_at ?? null;
}

function decide(database: Database, { schedule, decisions, deliveries, at }: Decided): void {
  database.transaction(() => {
    for (const decision of decisions) {
      database.run(
        `insert into schedule_period (schedule, period, fired_at, decided_at, decision, reason)
         values ($schedule, $period, $fired_at, $at, $decision, $reason)
         on conflict do nothing`,
        { schedule, at, ...decision },
      );
    }
    for (const delivery of deliveries) insertDelivery(database, delivery, at);
  });
}

/** The ledger of a state file. */
export function scheduleLedgerOf(database: Database): ScheduleLedger {
  return {
    makeKnown: (schedule, at) => {
      database.run(
        "insert into schedule (id, first_seen_at) values ($schedule, $at) on conflict do nothing",
        { schedule, at },
      );
    },
    since: (schedule) => since(database, schedule),
    decisions: (schedule) =>
      database.all<PeriodDecision>(
        `select period, fired_at, decision, reason from schedule_period
         where schedule = $schedule order by period`,
        { schedule },
      ),
    decide: (decided) => decide(database, decided),
  };
}

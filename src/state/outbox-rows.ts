import type { Database, SqlValues } from "./database.js";
import type { Delivery, DeliveryCount, DeliveryFilter, NewDelivery } from "./outbox-types.js";

/** A row of the outbox as the table holds it. */
export interface OutboxRow extends Omit<Delivery, "reason_values"> {
  readonly reason_values: string;
  readonly claim_token: string | null;
  readonly claim_owner: string | null;
  readonly lease_to: string | null;
}

/** The rows of a query over the outbox that lists its columns as they are. */
export function readRows(database: Database, sql: string, values: SqlValues = {}): OutboxRow[] {
  return database.all<OutboxRow>(sql, values);
}

/** The row of a number: none or one. */
export function findRow(database: Database, id: number): OutboxRow[] {
  return readRows(database, "select * from outbox where id = $id", { id });
}

/** The delivery that a row stands for, without the marks of who works on it. */
export function toDelivery(row: OutboxRow): Delivery {
  const { id, schedule, period, recipient, report, site, origin, message_id, state } = row;
  const { attempts, not_before, sender, reason, created_at, updated_at, sent_at } = row;
  return {
    ...{ id, schedule, period, recipient, report, site, origin, message_id, state },
    ...{ attempts, not_before, sender, reason, created_at, updated_at, sent_at },
    // Written by us as a flat object of texts and numbers.
    reason_values: JSON.parse(row.reason_values) as Delivery["reason_values"],
  };
}

/** Adds a delivery unless that schedule, period and recipient has one; true when it was added. */
export function insertDelivery(database: Database, delivery: NewDelivery, at: string): boolean {
  const added = database.run(
    `insert into outbox (schedule, period, recipient, report, site, origin, message_id,
         not_before, created_at, updated_at)
     values ($schedule, $period, $recipient, $report, $site, $origin, $message_id, $at, $at, $at)
     on conflict do nothing`,
    { ...delivery, at },
  );
  return added > 0;
}

/** The deliveries of a filter, newest period first, then by schedule and recipient. */
export function listRows(database: Database, filter: DeliveryFilter): OutboxRow[] {
  return readRows(
    database,
    `select * from outbox
     where ($schedule is null or schedule = $schedule)
         and ($period is null or period = $period)
         and ($state is null or state = $state)
     order by period desc, schedule, recipient, id
     limit $limit offset $offset`,
    {
      schedule: filter.schedule ?? null,
      period: filter.period ?? null,
      state: filter.state ?? null,
      limit: filter.limit,
      offset: filter.offset ?? 0,
    },
  );
}

/** How many deliveries are in which state, by schedule and period. */
export function countRows(database: Database): DeliveryCount[] {
  return database.all<DeliveryCount>(
    `select schedule, period, state, count(*) as count from outbox
     group by schedule, period, state order by schedule, period, state`,
  );
}

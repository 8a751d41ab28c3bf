import { auditOf, SERVICE } from "./audit.js";
import type { Database } from "./database.js";
import { advance, claimNext, recover, settle, type Recovery } from "./outbox-claims.js";
import { countRows, findRow, insertDelivery, listRows, toDelivery } from "./outbox-rows.js";
import type * as Types from "./outbox-types.js";

/** The mails that are owed, and how far each came. */
export interface Outbox {
  /** Adds deliveries; one that exists already stays as it is. How many were added. */
  add(deliveries: readonly Types.NewDelivery[], at: string): number;
  get(id: number): Types.Delivery | undefined;
  list(filter: Types.DeliveryFilter): Types.Delivery[];
  counts(): Types.DeliveryCount[];
  claimNext(wish: Types.ClaimWish): Types.Claim | undefined;
  /** Marks a step on disk; false when the claim was lost and its holder must stop. */
  advance(claim: Types.Claim, step: { to: "sending" | "handing_over"; at: string }): boolean;
  settle(claim: Types.Claim, settlement: Types.Settlement): boolean;
  recover(recovery: Recovery): Types.Delivery[];
  /** Lets held deliveries be made again now, as after new data. */
  wakeHeld(at: string): number;
  /** Gives up a delivery that waits, because it is not owed any more. */
  cancel(id: number, cause: { reason: string; at: string }): boolean;
  /** Carries out what a person decided about a delivery that will not move by itself. */
  decide(id: number, choice: { decision: Types.Decision; who: string; at: string }): boolean;
}

const DECIDED_STATE = { resend: "pending", arrived: "sent", drop: "cancelled" } as const;

function decide(
  database: Database,
  id: number,
  { decision, who, at }: { decision: Types.Decision; who: string; at: string },
): boolean {
  return database.transaction(() => {
    const changed = database.run(
      `update outbox set state = $state, not_before = $at, updated_at = $at, attempts = 0,
           sent_at = case when $state = 'sent' then $at end, reason = $reason, reason_values = '{}',
           claim_token = null, claim_owner = null, lease_to = null
       where id = $id and state in ('held', 'failed', 'uncertain')`,
      { id, at, state: DECIDED_STATE[decision], reason: `decided_${decision}` },
    );
    if (changed === 0) return false;
    const entry = { at, who, subject: `delivery/${id}`, detail: {} };
    auditOf(database).record({ ...entry, action: `delivery.${decision}` });
    return true;
  });
}

function cancel(database: Database, id: number, cause: { reason: string; at: string }): boolean {
  return database.transaction(() => {
    const changed = database.run(
      `update outbox set state = 'cancelled', reason = $reason, reason_values = '{}',
           updated_at = $at
       where id = $id and state in ('pending', 'held')`,
      { id, ...cause },
    );
    if (changed === 0) return false;
    const detail = { reason: cause.reason };
    const entry = { at: cause.at, who: SERVICE, subject: `delivery/${id}`, detail };
    auditOf(database).record({ ...entry, action: "delivery.cancelled" });
    return true;
  });
}

/** The outbox of a state file. */
export function outboxOf(database: Database): Outbox {
  return {
    add: (deliveries, at) =>
      database.transaction(
        () => deliveries.filter((delivery) => insertDelivery(database, delivery, at)).length,
      ),
    get: (id) => findRow(database, id).map(toDelivery)[0],
    list: (filter) => listRows(database, filter).map(toDelivery),
    counts: () => countRows(database),
    claimNext: (wish) => claimNext(database, wish),
    advance: (claim, step) => advance(database, claim, step),
    settle: (claim, settlement) => settle(database, claim, settlement),
    recover: (recovery) => recover(database, recovery),
    wakeHeld: (at) =>
      database.run("update outbox set not_before = $at where state = 'held' and not_before > $at", {
        at,
      }),
    cancel: (id, cause) => cancel(database, id, cause),
    decide: (id, choice) => decide(database, id, choice),
  };
}

import { randomUUID } from "node:crypto";
import { auditOf, SERVICE } from "./audit.js";
import type { Database } from "./database.js";
import { findRow, readRows, toDelivery, type OutboxRow } from "./outbox-rows.js";
import type { Claim, ClaimWish, Delivery, Settlement } from "./outbox-types.js";
import { isOwnerGone, thisOwner } from "./owner.js";

/**
 * Takes the next delivery that is due, for this process alone, and opens its attempt. One writing
 * transaction: two processes never get the same row.
 */
export function claimNext(database: Database, wish: ClaimWish): Claim | undefined {
  return database.transaction(() => {
    const [row] = readRows(
      database,
      `select * from outbox
       where state in ('pending', 'held') and not_before <= $at and ($id is null or id = $id)
       order by not_before, id limit 1`,
      { at: wish.at, id: wish.id },
    );
    if (row === undefined) return undefined;
    const token = randomUUID();
    const owner = thisOwner();
    database.run(
      `update outbox set state = 'claimed', attempts = attempts + 1, sender = $sender,
           claim_token = $token, claim_owner = $owner, lease_to = $lease_to, updated_at = $at
       where id = $id`,
      { id: row.id, token, owner, sender: wish.sender, lease_to: wish.lease_to, at: wish.at },
    );
    openAttempt(database, row, { owner, at: wish.at });
    const delivery = { ...toDelivery(row), state: "claimed" as const, sender: wish.sender };
    return { delivery: { ...delivery, attempts: row.attempts + 1 }, token };
  });
}

function openAttempt(database: Database, row: OutboxRow, by: { owner: string; at: string }): void {
  database.run(
    `insert into delivery_attempt (outbox_id, number, started_at, owner)
     select $id, coalesce(max(number), 0) + 1, $at, $owner
     from delivery_attempt where outbox_id = $id`,
    { id: row.id, at: by.at, owner: by.owner },
  );
}

function closeAttempt(database: Database, id: number, settlement: Settlement): void {
  const outcome = settlement.state === "pending" ? "retry" : settlement.state;
  database.run(
    `update delivery_attempt set ended_at = $at, outcome = $outcome, detail = $detail
     where outbox_id = $id and ended_at is null`,
    { id, at: settlement.at, outcome, detail: settlement.reason },
  );
}

/**
 * Moves a claimed delivery one step on, on disk before it returns. False when somebody else took
 * the row meanwhile: then this process must not go on.
 */
export function advance(
  database: Database,
  claim: Claim,
  step: { to: "sending" | "handing_over"; at: string },
): boolean {
  const from = step.to === "sending" ? "claimed" : "sending";
  const changed = database.run(
    `update outbox set state = $to, updated_at = $at
     where id = $id and claim_token = $token and state = $from`,
    { id: claim.delivery.id, token: claim.token, to: step.to, from, at: step.at },
  );
  return changed === 1;
}

function write(database: Database, row: OutboxRow, settlement: Settlement): void {
  const { state, at, reason, values, not_before } = settlement;
  // An uncertain row keeps its token, so that an answer which comes late is still written down.
  database.run(
    `update outbox set state = $state, reason = $reason, reason_values = $values, updated_at = $at,
         not_before = $not_before, lease_to = null,
         sent_at = case when $state = 'sent' then $at end,
         attempts = attempts - (case when $state = 'held' then 1 else 0 end),
         claim_token = case when $state = 'uncertain' then claim_token end,
         claim_owner = case when $state = 'uncertain' then claim_owner end
     where id = $id`,
    { id: row.id, state, reason, values: JSON.stringify(values), at, not_before },
  );
  closeAttempt(database, row.id, settlement);
  const isNews = state !== "pending" && !(state === "held" && row.reason === reason);
  if (isNews) {
    const { schedule, period, recipient } = row;
    const detail = { schedule, period, recipient, reason, ...values };
    const subject = `delivery/${row.id}`;
    auditOf(database).record({ at, who: SERVICE, action: `delivery.${state}`, subject, detail });
  }
}

/** Writes down how an attempt ended. False when the row is no longer this claim's. */
export function settle(database: Database, claim: Claim, settlement: Settlement): boolean {
  return database.transaction(() => {
    const [row] = readRows(
      database,
      `select * from outbox where id = $id and claim_token = $token
         and state in ('claimed', 'sending', 'handing_over', 'uncertain')`,
      { id: claim.delivery.id, token: claim.token },
    );
    if (row === undefined) return false;
    write(database, row, settlement);
    return true;
  });
}

/** What recovery has to know. */
export interface Recovery {
  readonly at: string;
  readonly attempts_limit: number;
  /** Senders that may be given the same message twice without it arriving twice. */
  readonly repeatable_senders: readonly string[];
}

function afterLoss(row: OutboxRow, recovery: Recovery): Settlement {
  const rest = { values: {}, not_before: recovery.at, at: recovery.at };
  const isRepeatable = recovery.repeatable_senders.includes(row.sender ?? "");
  if (row.state === "handing_over" && !isRepeatable) {
    return { ...rest, state: "uncertain", reason: "stopped_handing_over" };
  }
  const isSpent = row.attempts >= recovery.attempts_limit;
  return { ...rest, state: isSpent ? "failed" : "pending", reason: "stopped_before" };
}

/**
 * Deals with deliveries whose process is gone or silent for longer than its lease: those not yet
 * handed over are tried again, the others become uncertain. Returns what changed.
 */
export function recover(database: Database, recovery: Recovery): Delivery[] {
  return database.transaction(() => {
    const active = readRows(
      database,
      `select * from outbox
       where state in ('claimed', 'sending', 'handing_over') order by id`,
    );
    const lost = active.filter(
      (row) => isOwnerGone(row.claim_owner ?? "") || (row.lease_to ?? "") <= recovery.at,
    );
    for (const row of lost) write(database, row, afterLoss(row, recovery));
    return lost.flatMap(({ id }) => findRow(database, id)).map(toDelivery);
  });
}

import type { ScheduleConfig } from "../config/index.js";
import { assertDefined } from "../core/index.js";
import type { Decision, Delivery, State } from "../state/index.js";
import { checkRecipient } from "./address.js";
import type { DeliveryDeps } from "./attempt.js";
import { drainOutbox } from "./drain.js";
import { fail } from "./errors.js";
import { newDelivery } from "./plan.js";

const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;
const ROWS = 10_000;

/** A report that a person wants sent now. */
export interface DeliverRequest {
  readonly schedule: ScheduleConfig;
  /** Calendar month, `YYYY-MM`. */
  readonly period: string;
  readonly recipient: string;
}

/**
 * Sends a schedule's report for a period to one recipient now, unless that was done before; the
 * delivery as it stands afterwards.
 */
export async function deliver(deps: DeliveryDeps, request: DeliverRequest): Promise<Delivery> {
  const { schedule, period } = request;
  if (!MONTH.test(period)) throw fail("delivery.period_invalid", { period });
  const recipient = checkRecipient(request.recipient, `schedule ${schedule.id}`);
  const wanted = newDelivery(schedule, { period, recipient, origin: "person" }, deps.from.address);
  const { outbox } = deps.state;
  outbox.add([wanted], deps.clock.now().toISOString());
  const same = outbox
    .list({ schedule: schedule.id, period, limit: ROWS })
    .find((row) => row.recipient.toLowerCase() === recipient.toLowerCase());
  const { id } = assertDefined(same, "a delivery that was added is in the outbox");
  await drainOutbox(deps, { id, isStopping: () => false });
  return assertDefined(outbox.get(id), "a delivery stays in the outbox");
}

/** Carries out a person's decision about a delivery that is held, failed or uncertain. */
export function decideDelivery(
  state: State,
  id: number,
  choice: { decision: Decision; who: string; at: Date },
): Delivery {
  const before = state.outbox.get(id);
  if (before === undefined) throw fail("delivery.unknown", { id });
  const at = choice.at.toISOString();
  if (!state.outbox.decide(id, { decision: choice.decision, who: choice.who, at })) {
    throw fail("delivery.not_stuck", { id, state: before.state });
  }
  return assertDefined(state.outbox.get(id), "a delivery stays in the outbox");
}

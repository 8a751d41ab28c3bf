import { limits } from "../core/index.js";
import type { Delivery } from "../state/index.js";
import { deliverClaimed, type DeliveryDeps, type MadeMails } from "./attempt.js";

/** How long a delivery belongs to a process that cannot be asked whether it lives. */
const LEASE_MS = 30 * 60_000;

/** What a pass over the outbox is limited to. */
export interface DrainLimits {
  /** Only this delivery; all that are due when null. */
  readonly id: number | null;
  /** Asked between two deliveries. */
  readonly isStopping: () => boolean;
}

const ENDLESS: DrainLimits = { id: null, isStopping: () => false };

/** Puts right what a process left behind that is gone: tried again, or uncertain. */
export function recoverDeliveries({ state, clock, log, sender }: DeliveryDeps): Delivery[] {
  const lost = state.outbox.recover({
    at: clock.now().toISOString(),
    attempts_limit: limits.mail_attempts,
    repeatable_senders: sender.is_repeatable ? [sender.id] : [],
  });
  for (const { id, schedule, period, state: now, reason } of lost) {
    log.warn("delivery_recovered", { id, schedule, period, state: now, reason });
  }
  return lost;
}

/** Works through the deliveries that are due, one after the other; how many were tried. */
export async function drainOutbox(
  deps: DeliveryDeps,
  { id, isStopping }: DrainLimits = ENDLESS,
): Promise<number> {
  recoverDeliveries(deps);
  const made: MadeMails = new Map();
  for (let tried = 0; ; tried += 1) {
    if (isStopping()) return tried;
    const now = deps.clock.now();
    const lease_to = new Date(now.getTime() + LEASE_MS).toISOString();
    const wish = { at: now.toISOString(), lease_to, sender: deps.sender.id, id };
    const claim = deps.state.outbox.claimNext(wish);
    if (claim === undefined) return tried;
    await deliverClaimed(deps, claim, made);
  }
}

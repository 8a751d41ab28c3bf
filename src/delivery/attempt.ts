import {
  isAppError,
  scopeKey,
  type Clock,
  type Log,
  type Mailbox,
  type Principal,
} from "../core/index.js";
import type { Claim, Delivery, Settlement, State } from "../state/index.js";
import { composeMail } from "./compose.js";
import { fail } from "./errors.js";
import type { RenderedMail, RenderMail } from "./mail.js";
import { keyHash } from "./message-id.js";
import { HELD_RETRY_MS, isLastAttempt, retryDelayMs } from "./retry.js";
import type { OutgoingMail, Sender, SendOutcome } from "./senders/define.js";

/** What delivering needs; made once by the composition root. */
export interface DeliveryDeps {
  readonly state: State;
  readonly clock: Clock;
  readonly log: Log;
  readonly renderMail: RenderMail;
  readonly sender: Sender;
  readonly from: Mailbox;
}

/** Mails made so far in one pass: one for each report, site, period and access scope. */
export type MadeMails = Map<string, Promise<RenderedMail>>;

/** The end of an attempt, before the times are put to it. */
type Ending = Pick<Settlement, "state" | "reason" | "values"> & { readonly wait_ms?: number };

/** The last step of an attempt that is marked on disk. */
type Reached = "claimed" | "sending" | "handing_over";

/** On whose behalf a recipient's report is made: a reader of that site and of nothing else. */
export function recipientPrincipal({ recipient, site }: Delivery): Principal {
  return {
    id: `mail:${recipient}`,
    roles: ["reader"],
    sites: [site],
    hierarchy: null,
    locale: "en",
  };
}

function makeMail(deps: DeliveryDeps, delivery: Delivery, made: MadeMails): Promise<RenderedMail> {
  const { report, site, period } = delivery;
  const principal = recipientPrincipal(delivery);
  const key = [report, site, period, scopeKey(principal)].join("\u001f");
  const before = made.get(key);
  if (before !== undefined) return before;
  const mail = deps.renderMail({ report, site, period, principal });
  made.set(key, mail);
  return mail;
}

/** Tried again later, or given up when that was the last time. */
function again(delivery: Delivery, reason: string, values: Settlement["values"]): Ending {
  if (isLastAttempt(delivery.attempts)) return { state: "failed", reason, values };
  const wait_ms = retryDelayMs(delivery.attempts, keyHash(delivery));
  return { state: "pending", reason, values, wait_ms };
}

function afterSending(delivery: Delivery, outcome: SendOutcome): Ending {
  const values = { detail: outcome.detail };
  switch (outcome.kind) {
    case "accepted":
      return { state: "sent", reason: null, values };
    case "refused":
      return { state: "failed", reason: "server_refused", values };
    case "unavailable":
      return again(delivery, "server_unavailable", values);
    case "unknown":
      return { state: "uncertain", reason: "no_answer", values };
  }
}

/** What an error means that nobody expected: after the handing over, never that it is sent again. */
function afterError({ delivery }: Claim, error: unknown, reached: Reached): Ending {
  const values = { detail: error instanceof Error ? error.message : String(error) };
  if (reached === "handing_over") return { state: "uncertain", reason: "no_answer", values };
  if (reached === "sending") return again(delivery, "server_unavailable", values);
  if (isAppError(error) && error.code === "delivery.mail_too_large") {
    return { state: "failed", reason: "mail_too_large", values };
  }
  return again(delivery, "report_failed", values);
}

function heldBack({ problems }: RenderedMail): Ending {
  const values = { count: problems.length, problems: problems.join("; ") };
  return { state: "held", reason: "report_incomplete", values, wait_ms: HELD_RETRY_MS };
}

/** Marks a step on disk, or stops this attempt for good when the delivery is another's by now. */
function step(deps: DeliveryDeps, claim: Claim, to: "sending" | "handing_over"): void {
  const at = deps.clock.now().toISOString();
  if (deps.state.outbox.advance(claim, { to, at })) return;
  throw fail("delivery.claim_lost", { id: claim.delivery.id });
}

async function prepare(
  deps: DeliveryDeps,
  delivery: Delivery,
  mail: RenderedMail,
): Promise<OutgoingMail> {
  const { message_id, recipient: to } = delivery;
  const date = deps.clock.now();
  const bytes = await composeMail({ from: deps.from, to, message_id, date, mail });
  return { message_id, from: deps.from.address, to, bytes };
}

/** One attempt from the report to the answer; null when the delivery became another's meanwhile. */
async function attempt(deps: DeliveryDeps, claim: Claim, made: MadeMails): Promise<Ending | null> {
  const progress: { reached: Reached } = { reached: "claimed" };
  const reach = (to: "sending" | "handing_over"): void => {
    step(deps, claim, to);
    progress.reached = to;
  };
  try {
    const mail = await makeMail(deps, claim.delivery, made);
    if (!mail.complete) return heldBack(mail);
    const outgoing = await prepare(deps, claim.delivery, mail);
    reach("sending");
    const outcome = await deps.sender.send(outgoing, () => reach("handing_over"));
    return afterSending(claim.delivery, outcome);
  } catch (error) {
    if (isAppError(error) && error.code === "delivery.claim_lost") return null;
    return afterError(claim, error, progress.reached);
  }
}

function report(deps: DeliveryDeps, delivery: Delivery, ending: Ending): void {
  const { id, schedule, period, attempts } = delivery;
  const { state, reason } = ending;
  const fields = { id, schedule, period, attempts, state, reason, ...ending.values };
  if (state === "sent") deps.log.info("delivery", fields);
  else if (state === "pending" || state === "held") deps.log.warn("delivery", fields);
  else deps.log.error("delivery", fields);
}

/** Works on a claimed delivery to the end of this attempt, and writes down how it ended. */
export async function deliverClaimed(
  deps: DeliveryDeps,
  claim: Claim,
  made: MadeMails,
): Promise<void> {
  const ending = await attempt(deps, claim, made);
  if (ending === null) return;
  const now = deps.clock.now();
  const { state, reason, values, wait_ms = 0 } = ending;
  const not_before = new Date(now.getTime() + wait_ms).toISOString();
  const settlement = { state, reason, values, not_before, at: now.toISOString() };
  if (deps.state.outbox.settle(claim, settlement)) report(deps, claim.delivery, ending);
}

import { limits, text, type MessageId } from "../core/index.js";
import type {
  Delivery,
  DeliveryFilter,
  DeliveryState,
  PeriodDecision,
  SkipReason,
  State,
} from "../state/index.js";

/** A delivery with the sentences that a person reads. */
export interface DeliveryView extends Delivery {
  /** The state in words: `Sent`. */
  readonly state_text: string;
  /** Why it is in that state; empty when there is nothing to say. */
  readonly reason_text: string;
  /** True when it will not move before a person decides. */
  readonly needs_decision: boolean;
}

const STATE_TEXT: Readonly<Record<DeliveryState, MessageId>> = {
  pending: "delivery.state.pending",
  claimed: "delivery.state.claimed",
  sending: "delivery.state.sending",
  handing_over: "delivery.state.handing_over",
  sent: "delivery.state.sent",
  held: "delivery.state.held",
  failed: "delivery.state.failed",
  uncertain: "delivery.state.uncertain",
  cancelled: "delivery.state.cancelled",
};

/** Every reason that the outbox may hold, with its message. */
export const REASON_TEXT: Readonly<Record<string, MessageId>> = {
  report_incomplete: "delivery.reason.report_incomplete",
  report_failed: "delivery.reason.report_failed",
  mail_too_large: "delivery.reason.mail_too_large",
  server_refused: "delivery.reason.server_refused",
  server_unavailable: "delivery.reason.server_unavailable",
  no_answer: "delivery.reason.no_answer",
  stopped_handing_over: "delivery.reason.stopped_handing_over",
  stopped_before: "delivery.reason.stopped_before",
  not_listed: "delivery.reason.not_listed",
  decided_resend: "delivery.reason.decided_resend",
  decided_arrived: "delivery.reason.decided_arrived",
  decided_drop: "delivery.reason.decided_drop",
};

/** A delivery put into words. */
export function viewDelivery(delivery: Delivery): DeliveryView {
  const reason_id = REASON_TEXT[delivery.reason ?? ""];
  return {
    ...delivery,
    state_text: text(STATE_TEXT[delivery.state]),
    reason_text: reason_id === undefined ? "" : text(reason_id, delivery.reason_values),
    needs_decision: delivery.state === "failed" || delivery.state === "uncertain",
  };
}

/** The deliveries of a filter, newest period first; at most a page of them. */
export function listDeliveries(
  state: State,
  filter: Omit<DeliveryFilter, "limit"> & { limit?: number } = {},
): DeliveryView[] {
  const limit = Math.min(filter.limit ?? limits.page_rows, limits.query_rows);
  return state.outbox.list({ ...filter, limit }).map(viewDelivery);
}

const SKIP_TEXT: Readonly<Record<SkipReason, MessageId>> = {
  superseded: "delivery.skip.superseded",
  missed: "delivery.skip.missed",
  too_old: "delivery.skip.too_old",
};

/** What was decided for a period of a schedule, with the sentence that says why. */
export interface PeriodView extends PeriodDecision {
  /** Why nothing was sent for it; empty when its mails are in the outbox. */
  readonly reason_text: string;
}

/** The periods of a schedule that came due, oldest first. */
export function listPeriods(state: State, schedule: string): PeriodView[] {
  return state.schedules.decisions(schedule).map((decision) => ({
    ...decision,
    reason_text: decision.reason === null ? "" : text(SKIP_TEXT[decision.reason]),
  }));
}

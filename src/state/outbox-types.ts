/** How far a mail that is owed has come. */
export type DeliveryState =
  /** To be sent, or to be tried again after `not_before`. */
  | "pending"
  /** A process is making the report. */
  | "claimed"
  /** A process is talking to the mail server; nothing is accepted yet. */
  | "sending"
  /** The last byte of the message is leaving; only the server's answer can tell. */
  | "handing_over"
  | "sent"
  /** The report is incomplete; it is made again later and not mailed before it is whole. */
  | "held"
  /** Given up, with a reason; only a person starts it again. */
  | "failed"
  /** Handed over without an answer: it may have arrived, so it is not sent again by itself. */
  | "uncertain"
  /** Not owed any more. */
  | "cancelled";

/** The values of a reason's message. */
export type ReasonValues = Readonly<Record<string, string | number>>;

/** What makes a delivery: at most one for a schedule, period and recipient. */
export interface NewDelivery {
  readonly schedule: string;
  readonly period: string;
  readonly recipient: string;
  readonly report: string;
  readonly site: string;
  readonly origin: "schedule" | "person";
  /** Message-ID header, derived from schedule, period and recipient. */
  readonly message_id: string;
}

/** One row of the outbox. Instants are ISO 8601 UTC. */
export interface Delivery extends NewDelivery {
  readonly id: number;
  readonly state: DeliveryState;
  readonly attempts: number;
  readonly not_before: string;
  /** Which sender took it last. */
  readonly sender: string | null;
  /** Code of the reason, with a message `delivery.reason.<code>`. */
  readonly reason: string | null;
  readonly reason_values: ReasonValues;
  readonly created_at: string;
  readonly updated_at: string;
  readonly sent_at: string | null;
}

/** A delivery that this process may work on, until somebody else takes it. */
export interface Claim {
  readonly delivery: Delivery;
  readonly token: string;
}

/** A wish for the next delivery that is due. */
export interface ClaimWish {
  readonly at: string;
  readonly lease_to: string;
  readonly sender: string;
  /** Only this delivery; the one that waited longest when null. */
  readonly id: number | null;
}

/** How an attempt ended. */
export interface Settlement {
  readonly state: "pending" | "sent" | "held" | "failed" | "uncertain";
  readonly reason: string | null;
  readonly values: ReasonValues;
  /** From when it may be tried again; ignored for states that are not tried again. */
  readonly not_before: string;
  readonly at: string;
}

/** What a person decided about a delivery that will not move by itself. */
export type Decision = "resend" | "arrived" | "drop";

/** Which deliveries to list. */
export interface DeliveryFilter {
  readonly schedule?: string;
  readonly period?: string;
  readonly state?: DeliveryState;
  readonly limit: number;
  readonly offset?: number;
}

/** How many deliveries of a schedule and period are in a state. */
export interface DeliveryCount {
  readonly schedule: string;
  readonly period: string;
  readonly state: DeliveryState;
  readonly count: number;
}

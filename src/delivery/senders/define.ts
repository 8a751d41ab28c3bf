/** A finished message and its envelope. */
export interface OutgoingMail {
  /** Message-ID with its angle brackets. */
  readonly message_id: string;
  readonly from: string;
  readonly to: string;
  readonly bytes: Buffer;
}

/** How a sending ended. */
export type SendOutcome =
  /** The other side has it. */
  | { readonly kind: "accepted"; readonly detail: string }
  /** The other side certainly has it not, and will not take it. */
  | { readonly kind: "refused"; readonly detail: string }
  /** The other side certainly has it not; later it may take it. */
  | { readonly kind: "unavailable"; readonly detail: string }
  /** The last byte left and no answer came: it may have it. */
  | { readonly kind: "unknown"; readonly detail: string };

/**
 * A way for a message to leave. It calls `handOver` once, when all but the last bytes have left
 * and just before those, and must not let them leave when the call throws.
 */
export interface Sender {
  readonly id: string;
  /** True when handing over the same message twice leaves one message there. */
  readonly is_repeatable: boolean;
  send(mail: OutgoingMail, handOver: () => void): Promise<SendOutcome>;
}

/** What a look at the other side found. */
export interface ProbeResult {
  readonly is_ready: boolean;
  /** Where messages would go, or what stands in the way. */
  readonly detail: string;
}

/** A way out that can be tried without a message leaving. */
export interface ProbedSender extends Sender {
  probe(): Promise<ProbeResult>;
}

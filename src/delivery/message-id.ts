import { createHash } from "node:crypto";

/** What makes a delivery. */
export interface DeliveryKey {
  readonly schedule: string;
  readonly period: string;
  readonly recipient: string;
}

/** The hash of a delivery's key: 64 hex digits, the same for ever. */
export function keyHash({ schedule, period, recipient }: DeliveryKey): string {
  const key = [schedule, period, recipient.toLowerCase()].join("\u001f");
  return createHash("sha256").update(key).digest("hex");
}

/**
 * The Message-ID of a delivery, fixed by its key and the sender's domain: however often the same
 * delivery should reach a mail system, it can tell that it is one message.
 */
export function messageIdOf(key: DeliveryKey, from_address: string): string {
  return `<${keyHash(key)}@${from_address.slice(from_address.lastIndexOf("@") + 1)}>`;
}

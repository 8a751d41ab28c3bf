import { limits, seededRandom } from "../core/index.js";

const MINUTE_MS = 60_000;
const FIRST_MS = 2 * MINUTE_MS;
const GROWTH = 3;
const LONGEST_MS = 6 * 60 * MINUTE_MS;
// Up to a fifth more, so that mails which failed together do not all come back together.
const JITTER_RATIO = 0.2;
const HELD_MS = 60 * MINUTE_MS;

/** How long a held report waits before it is made again, when no new data comes before. */
export const HELD_RETRY_MS = HELD_MS;

/**
 * Milliseconds to wait after so many attempts: 2 min, then three times as long each time, at most
 * 6 h, and up to a fifth more. The extra is drawn from the delivery's hash, so it is reproducible.
 */
export function retryDelayMs(attempts: number, key_hash: string): number {
  const plain = Math.min(FIRST_MS * GROWTH ** Math.max(0, attempts - 1), LONGEST_MS);
  const random = seededRandom(Number.parseInt(key_hash.slice(0, 8), 16) + attempts);
  return Math.round(plain * (1 + JITTER_RATIO * random.next()));
}

/** True when a delivery that was tried so often is given up. */
export function isLastAttempt(attempts: number): boolean {
  return attempts >= limits.mail_attempts;
}

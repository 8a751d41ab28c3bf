import { createHmac, timingSafeEqual } from "node:crypto";
import type { Clock, Principal } from "../core/index.js";

/** Makes and checks the token that every form carries; it needs no session. */
export interface FormTokens {
  /** The token of today for this caller. */
  issue(principal: Principal): string;
  /** True for a token of today or yesterday made for this caller. */
  accepts(token: string, principal: Principal): boolean;
}

const DAY_MS = 86_400_000;

/** Tokens keyed by a secret of this process: HMAC-SHA-256 of the caller and the day. */
export function formTokens(secret: Uint8Array, clock: Clock): FormTokens {
  const today = (): number => Math.floor(clock.now().getTime() / DAY_MS);
  const make = (principal: Principal, day: number): string =>
    createHmac("sha256", secret)
      .update(JSON.stringify([principal.id, day]))
      .digest("base64url");
  const isSame = (a: string, b: string): boolean => {
    const [left, right] = [Buffer.from(a), Buffer.from(b)];
    return left.length === right.length && timingSafeEqual(left, right);
  };
  let last = { id: "", day: -1, token: "" };
  return {
    issue: (principal) => {
      const [{ id }, day] = [principal, today()];
      // Every page carries one, and nearly always the same.
      if (last.id !== id || last.day !== day) last = { id, day, token: make(principal, day) };
      return last.token;
    },
    accepts: (token, principal) =>
      [today(), today() - 1].some((day) => isSame(token, make(principal, day))),
  };
}

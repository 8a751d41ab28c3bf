import Libsql from "libsql";
import { mkdtempSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openState, type Claim, type NewDelivery, type State } from "../../src/state/index.js";

const T0 = "2018-06-01T10:00:00.000Z";
const T1 = "2018-06-01T10:01:00.000Z";
const T9 = "2018-06-01T19:00:00.000Z";

let path: string;
let state: State;
beforeEach(() => {
  path = join(mkdtempSync(join(tmpdir(), "meantime-outbox-")), "state.db");
  state = openState(path);
});
afterEach(() => state.close());

function owed(recipient: string, period = "2018-05"): NewDelivery {
  return {
    ...{ schedule: "monthly", period, recipient, report: "monthly-kpi", site: "nyc" },
    ...{ origin: "schedule", message_id: `<${recipient}-${period}@plant.example>` },
  };
}

const take = (at = T0, id: number | null = null): Claim | undefined =>
  state.outbox.claimNext({ at, lease_to: T9, sender: "smtp", id });

function claimed(at = T0): Claim {
  const claim = take(at);
  if (claim === undefined) throw new Error("nothing to claim");
  return claim;
}

/** Makes the row look as if a process that is no more had claimed it. */
function orphan(claim: Claim): void {
  const raw = new Libsql(path);
  // Above the largest pid Linux hands out (2^22), so no process has it.
  const owner = `${hostname()}|4194999|gone`;
  raw.prepare("update outbox set claim_owner = ? where id = ?").run(owner, claim.delivery.id);
  raw.close();
}

const recovery = { at: T1, attempts_limit: 8, repeatable_senders: ["file"] };
const retry = { reason: null, values: {}, not_before: T1, at: T0 };

describe("the outbox", () => {
  it("holds one delivery for a schedule, period and recipient, however often it is added", () => {
    expect(state.outbox.add([owed("a@plant.example"), owed("b@plant.example")], T0)).toBe(2);
    expect(state.outbox.add([owed("a@plant.example"), owed("A@PLANT.example")], T1)).toBe(0);
    expect(state.outbox.add([owed("a@plant.example", "2018-06")], T1)).toBe(1);
    expect(state.outbox.list({ limit: 10 }).map((row) => row.period)).toEqual([
      "2018-06",
      "2018-05",
      "2018-05",
    ]);
  });

  it("gives a due delivery to one claimer only", () => {
    state.outbox.add([owed("a@plant.example")], T0);
    expect(claimed().delivery).toMatchObject({ state: "claimed", attempts: 1, sender: "smtp" });
    expect(take()).toBeUndefined();
  });

  it("gives nothing before its time", () => {
    state.outbox.add([owed("a@plant.example")], T1);
    expect(take(T0)).toBeUndefined();
    expect(take(T1)).toBeDefined();
  });

  it("goes from claimed to sending to handing over, and no other way", () => {
    state.outbox.add([owed("a@plant.example")], T0);
    const claim = claimed();
    expect(state.outbox.advance(claim, { to: "handing_over", at: T0 })).toBe(false);
    expect(state.outbox.advance(claim, { to: "sending", at: T0 })).toBe(true);
    expect(state.outbox.advance(claim, { to: "sending", at: T0 })).toBe(false);
    expect(state.outbox.advance(claim, { to: "handing_over", at: T0 })).toBe(true);
    expect(state.outbox.settle(claim, { ...retry, state: "sent" })).toBe(true);
    expect(state.outbox.get(claim.delivery.id)).toMatchObject({ state: "sent", sent_at: T0 });
    expect(state.outbox.settle(claim, { ...retry, state: "failed" })).toBe(false);
  });

  it("refuses to hand over for a claimer whose delivery another process took meanwhile", () => {
    state.outbox.add([owed("a@plant.example")], T0);
    const slow = claimed();
    state.outbox.advance(slow, { to: "sending", at: T0 });
    // The lease of the slow one has run out (T9), though its process lives.
    const [recovered] = state.outbox.recover({ ...recovery, at: T9 });
    expect(recovered?.state).toBe("pending");
    const quick = take(T9);
    expect(quick).toBeDefined();
    expect(state.outbox.advance(slow, { to: "handing_over", at: T9 })).toBe(false);
    expect(state.outbox.settle(slow, { ...retry, state: "sent" })).toBe(false);
  });

  it("leaves the delivery of a living process alone until its lease ends", () => {
    state.outbox.add([owed("a@plant.example")], T0);
    claimed();
    expect(state.outbox.recover(recovery)).toEqual([]);
  });

  it("tries a delivery again whose process is gone before the handing over", () => {
    state.outbox.add([owed("a@plant.example")], T0);
    const claim = claimed();
    state.outbox.advance(claim, { to: "sending", at: T0 });
    orphan(claim);
    expect(state.outbox.recover(recovery)).toMatchObject([
      { state: "pending", attempts: 1, reason: "stopped_before" },
    ]);
  });

  it("does not try for ever with a delivery that ends its process each time", () => {
    state.outbox.add([owed("a@plant.example")], T0);
    orphan(claimed());
    expect(state.outbox.recover({ ...recovery, attempts_limit: 1 })).toMatchObject([
      { state: "failed", reason: "stopped_before" },
    ]);
  });

  it("calls a delivery uncertain whose process is gone after the handing over began", () => {
    state.outbox.add([owed("a@plant.example")], T0);
    const claim = claimed();
    state.outbox.advance(claim, { to: "sending", at: T0 });
    state.outbox.advance(claim, { to: "handing_over", at: T0 });
    orphan(claim);
    expect(state.outbox.recover(recovery)).toMatchObject([{ state: "uncertain" }]);
    expect(take(T9)).toBeUndefined();
  });

  it("tries again after a handing over that may be repeated, as to a file", () => {
    state.outbox.add([owed("a@plant.example")], T0);
    const claim = claimed();
    state.outbox.advance(claim, { to: "sending", at: T0 });
    state.outbox.advance(claim, { to: "handing_over", at: T0 });
    orphan(claim);
    const files = { ...recovery, repeatable_senders: ["smtp"] };
    expect(state.outbox.recover(files)).toMatchObject([{ state: "pending" }]);
  });

  it("writes down an answer that comes after the delivery was called uncertain", () => {
    state.outbox.add([owed("a@plant.example")], T0);
    const claim = claimed();
    state.outbox.advance(claim, { to: "sending", at: T0 });
    state.outbox.advance(claim, { to: "handing_over", at: T0 });
    state.outbox.recover({ ...recovery, at: T9 });
    expect(state.outbox.settle(claim, { ...retry, state: "sent", at: T9 })).toBe(true);
    expect(state.outbox.get(claim.delivery.id)?.state).toBe("sent");
  });

  it("does not count a held report as an attempt, and wakes it when told", () => {
    state.outbox.add([owed("a@plant.example")], T0);
    const claim = claimed();
    state.outbox.settle(claim, { ...retry, state: "held", not_before: T9 });
    expect(state.outbox.get(1)).toMatchObject({ state: "held", attempts: 0 });
    expect(take(T1)).toBeUndefined();
    expect(state.outbox.wakeHeld(T1)).toBe(1);
    expect(take(T1)).toBeDefined();
  });

  it("moves an uncertain delivery only where a person says, and notes who", () => {
    state.outbox.add([owed("a@plant.example")], T0);
    const who = { who: "local", at: T1 };
    expect(state.outbox.decide(1, { ...who, decision: "resend" })).toBe(false);
    state.outbox.settle(claimed(), { ...retry, state: "uncertain" });
    expect(state.outbox.decide(1, { ...who, decision: "resend" })).toBe(true);
    expect(state.outbox.get(1)).toMatchObject({ state: "pending", attempts: 0 });
    state.outbox.settle(claimed(T1), { ...retry, state: "uncertain" });
    expect(state.outbox.decide(1, { ...who, decision: "arrived" })).toBe(true);
    expect(state.outbox.get(1)).toMatchObject({ state: "sent", sent_at: T1 });
    expect(state.audit.list({ limit: 9 }).map(({ who, action }) => [who, action])).toEqual([
      ["local", "delivery.arrived"],
      ["meantime", "delivery.uncertain"],
      ["local", "delivery.resend"],
      ["meantime", "delivery.uncertain"],
    ]);
  });

  it("cancels what waits and nothing else", () => {
    state.outbox.add([owed("a@plant.example"), owed("b@plant.example")], T0);
    claimed();
    expect(state.outbox.cancel(1, { reason: "recipient_removed", at: T1 })).toBe(false);
    expect(state.outbox.cancel(2, { reason: "recipient_removed", at: T1 })).toBe(true);
    expect(state.outbox.counts()).toEqual([
      { schedule: "monthly", period: "2018-05", state: "cancelled", count: 1 },
      { schedule: "monthly", period: "2018-05", state: "claimed", count: 1 },
    ]);
  });
});

describe("the ledger of schedules", () => {
  it("decides a period once, together with its deliveries", () => {
    state.schedules.makeKnown("monthly", T0);
    const decision = {
      period: "2018-05",
      fired_at: T0,
      decision: "deliver",
      reason: null,
    } as const;
    const decided = { schedule: "monthly", at: T0, deliveries: [owed("a@plant.example")] };
    state.schedules.decide({ ...decided, decisions: [decision] });
    const late = { ...decision, decision: "skip", reason: "missed" } as const;
    state.schedules.decide({ ...decided, decisions: [late] });
    expect(state.schedules.decisions("monthly")).toEqual([decision]);
    expect(state.outbox.list({ limit: 9 })).toHaveLength(1);
  });

  it("keeps nothing of a decision whose deliveries cannot be written", () => {
    state.schedules.makeKnown("monthly", T0);
    const decision = {
      period: "2018-05",
      fired_at: T0,
      decision: "deliver",
      reason: null,
    } as const;
    const broken = { ...owed("a@plant.example"), origin: "nobody" } as unknown as NewDelivery;
    const decided = { schedule: "monthly", at: T0, deliveries: [broken] };
    expect(() => state.schedules.decide({ ...decided, decisions: [decision] })).toThrow("CHECK");
    expect(state.schedules.decisions("monthly")).toEqual([]);
  });
});

describe("jobs", () => {
  const wish = { id: "refresh", due_at: T1, at: T1, lease_to: T9 };

  it("run once for a due time, in one process", () => {
    expect(state.jobs.known("refresh", T0)).toMatchObject({ served_at: T0, outcome: null });
    const token = state.jobs.claim(wish) ?? "";
    expect(token).not.toBe("");
    expect(state.jobs.claim(wish)).toBeUndefined();
    state.jobs.finish({ id: "refresh", token, due_at: T1, at: T1, outcome: "failed" });
    expect(state.jobs.claim(wish)).toBeUndefined();
    expect(state.jobs.known("refresh", T9)).toMatchObject({ served_at: T1, outcome: "failed" });
  });

  it("run again when their process went away in the middle", () => {
    state.jobs.known("refresh", T0);
    state.jobs.claim(wish);
    const raw = new Libsql(path);
    raw.prepare("update job set claim_owner = ?").run(`${hostname()}|4194999|gone`);
    raw.close();
    expect(state.jobs.claim(wish)).toBeDefined();
  });
});

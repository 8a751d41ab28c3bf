import { simpleParser } from "mailparser";
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { limits, lineLog } from "../../src/core/index.js";
import {
  decideDelivery,
  deliver,
  drainOutbox,
  listDeliveries,
  senders,
  type MailRequest,
  type RenderedMail,
  type Sender,
  type SendOutcome,
} from "../../src/delivery/index.js";
import { newDelivery } from "../../src/delivery/plan.js";
import { openState, type State } from "../../src/state/index.js";
import { depsFor, movableClock, NOW, sampleMail, sampleSchedule, statePath } from "./fixtures.js";
import { startMailServer } from "./mail-server.js";

const MINUTE_MS = 60_000;

let state: State;
beforeEach(() => {
  state = openState(statePath());
});
afterEach(() => state.close());

function owe(...recipients: string[]): void {
  const rows = recipients.map((recipient) =>
    newDelivery(
      sampleSchedule(),
      { period: "2018-05", recipient, origin: "schedule" },
      "reports@plant.example",
    ),
  );
  state.outbox.add(rows, NOW);
}

/** A sender that ends as told, and counts. */
function toldSender(outcome: SendOutcome): Sender & { readonly sent: string[] } {
  const sent: string[] = [];
  const send = (mail: { to: string }, handOver: () => void): Promise<SendOutcome> => {
    if (outcome.kind === "accepted" || outcome.kind === "unknown") handOver();
    sent.push(mail.to);
    return Promise.resolve(outcome);
  };
  return { id: "told", is_repeatable: false, sent, send };
}

const one = () => listDeliveries(state)[0]!; // each test below owes one

describe("drainOutbox", () => {
  it("sends each recipient a mail of their own, and makes the report once", async () => {
    const server = await startMailServer();
    owe("a@plant.example", "b@plant.example");
    const requests: MailRequest[] = [];
    const deps = depsFor(state, senders.smtp(server.config()), {
      renderMail: (request) => {
        requests.push(request);
        return Promise.resolve(sampleMail());
      },
    });
    expect(await drainOutbox(deps)).toBe(2);
    expect(server.received.map(({ to }) => to)).toEqual([["a@plant.example"], ["b@plant.example"]]);
    const mails = await Promise.all(server.received.map(({ raw }) => simpleParser(raw)));
    expect(new Set(mails.map(({ messageId }) => messageId)).size).toBe(2);
    expect(requests).toHaveLength(1);
    expect(requests[0]).toMatchObject({ report: "monthly-kpi", site: "nyc", period: "2018-05" });
    // A recipient's report is made with a reader's rights to that site, never the author's.
    expect(requests[0]?.principal).toMatchObject({ roles: ["reader"], sites: ["nyc"] });
    expect(listDeliveries(state).map(({ state_text }) => state_text)).toEqual(["Sent", "Sent"]);
    await server.close();
  });

  it("in two workers at once sends one mail", async () => {
    const server = await startMailServer();
    owe("a@plant.example", "b@plant.example", "c@plant.example");
    const other = openState(state.path);
    const sender = senders.smtp(server.config());
    const tried = await Promise.all([
      drainOutbox(depsFor(state, sender)),
      drainOutbox(depsFor(other, sender)),
    ]);
    expect(tried[0] + tried[1]).toBe(3);
    expect(server.received.map(({ to }) => to[0]).sort()).toEqual([
      "a@plant.example",
      "b@plant.example",
      "c@plant.example",
    ]);
    other.close();
    await server.close();
  });

  it("tries a server that is down again after 2, 6, 18, 54, 162 and twice 360 minutes", async () => {
    owe("a@plant.example");
    const clock = movableClock(NOW);
    const lines: string[] = [];
    const log = lineLog((line) => lines.push(line));
    const sender = toldSender({ kind: "unavailable", detail: "connect ECONNREFUSED" });
    const deps = depsFor(state, sender, { clock, log });
    const waits: number[] = [];
    while (one().state !== "failed") {
      await drainOutbox(deps);
      const row = one();
      expect(row.reason_text).toContain("connect ECONNREFUSED");
      waits.push((Date.parse(row.not_before) - clock.now().getTime()) / MINUTE_MS);
      expect(await drainOutbox(deps)).toBe(0); // not before its time
      clock.set(row.not_before);
    }
    // limits.mail_attempts is 8: 7 waits between them; each up to a fifth longer than plain.
    const plain = [2, 6, 18, 54, 162, 360, 360, 0];
    expect(waits).toHaveLength(8);
    plain.forEach((minutes, i) => {
      expect(waits[i]).toBeGreaterThanOrEqual(minutes);
      expect(waits[i]).toBeLessThanOrEqual(minutes * 1.2);
    });
    expect(sender.sent).toHaveLength(limits.mail_attempts);
    expect(lines.filter((line) => line.startsWith("warn delivery"))).toHaveLength(7);
    expect(lines.filter((line) => line.startsWith("error delivery"))).toHaveLength(1);
    expect(one()).toMatchObject({ needs_decision: true, state_text: "Failed" });
    expect(state.audit.list({ limit: 5 })).toMatchObject([{ action: "delivery.failed" }]);
  });

  it("sends when the server is back before the attempts are used up", async () => {
    owe("a@plant.example");
    const clock = movableClock(NOW);
    await drainOutbox(depsFor(state, toldSender({ kind: "unavailable", detail: "" }), { clock }));
    clock.set(one().not_before);
    await drainOutbox(depsFor(state, toldSender({ kind: "accepted", detail: "" }), { clock }));
    expect(one()).toMatchObject({ state: "sent", attempts: 2, sent_at: one().updated_at });
  });

  it("gives up at once when the server refuses the mail", async () => {
    owe("a@plant.example");
    const refused = { kind: "refused", detail: "550 no such user" } as const;
    await drainOutbox(depsFor(state, toldSender(refused)));
    expect(one()).toMatchObject({ state: "failed", attempts: 1 });
    expect(one().reason_text).toBe("The mail server refused the mail: 550 no such user.");
  });

  it("shows a mail without an answer as uncertain and does not send it again", async () => {
    owe("a@plant.example");
    const sender = toldSender({ kind: "unknown", detail: "Connection closed" });
    await drainOutbox(depsFor(state, sender));
    await drainOutbox(depsFor(state, sender, { clock: movableClock("2018-07-01T00:00:00Z") }));
    expect(sender.sent).toHaveLength(1);
    expect(one()).toMatchObject({ state: "uncertain", needs_decision: true });
  });

  it("calls it uncertain, too, when the sender itself breaks after the handing over", async () => {
    owe("a@plant.example");
    const send: Sender["send"] = (_mail, handOver) => {
      handOver();
      throw new TypeError("a mistake in the sender");
    };
    await drainOutbox(depsFor(state, { id: "broken", is_repeatable: false, send }));
    expect(one().state).toBe("uncertain");
  });

  it("sends nothing when the handing over cannot be written down first", async () => {
    owe("a@plant.example");
    const server = await startMailServer();
    const outbox: State["outbox"] = {
      ...state.outbox,
      advance: (claim, step) => {
        if (step.to === "handing_over") throw new Error("database or disk is full");
        return state.outbox.advance(claim, step);
      },
    };
    await drainOutbox(depsFor({ ...state, outbox }, senders.smtp(server.config())));
    expect(server.received).toEqual([]);
    expect(one()).toMatchObject({ state: "pending", reason: "server_unavailable" });
    await server.close();
  });

  it("holds back an incomplete report, says why, and sends it once it is whole", async () => {
    owe("a@plant.example", "b@plant.example");
    const clock = movableClock(NOW);
    const sender = toldSender({ kind: "accepted", detail: "" });
    let mail: RenderedMail = sampleMail({ complete: false, problems: ["Pareto: no data"] });
    const deps = depsFor(state, sender, { clock, renderMail: () => Promise.resolve(mail) });
    await drainOutbox(deps);
    expect(sender.sent).toEqual([]);
    expect(one()).toMatchObject({ state: "held", attempts: 0 });
    expect(one().reason_text).toContain("a section that could not be made: Pareto: no data.");
    clock.set("2018-06-01T12:59:59Z");
    expect(await drainOutbox(deps)).toBe(0);
    clock.set("2018-06-01T13:00:00Z");
    await drainOutbox(deps);
    // Told once, not every hour.
    expect(state.audit.list({ limit: 9 }).map(({ action }) => action)).toEqual([
      "delivery.held",
      "delivery.held",
    ]);
    mail = sampleMail();
    clock.set("2018-06-01T14:00:00Z");
    await drainOutbox(deps);
    expect(sender.sent).toEqual(["a@plant.example", "b@plant.example"]);
  });

  it("tries again when the report could not be made, and says what was wrong", async () => {
    owe("a@plant.example");
    const renderMail = () => Promise.reject(new Error("snapshot is gone"));
    const sender = toldSender({ kind: "accepted", detail: "" });
    await drainOutbox(depsFor(state, sender, { renderMail }));
    expect(one()).toMatchObject({ state: "pending", attempts: 1 });
    expect(one().reason_text).toBe("The report could not be made: snapshot is gone.");
  });

  it("does not send a mail over the size budget, counted after base64", async () => {
    owe("a@plant.example");
    // 15.1 MB of content is 20.4 MB in base64 (4/3), over the budget of 20 MB.
    const content = Buffer.alloc(15_100_000);
    const large = { filename: "rows.csv", content_type: "text/csv", cid: null, content };
    const sender = toldSender({ kind: "accepted", detail: "" });
    const renderMail = () => Promise.resolve(sampleMail({ attachments: [large] }));
    await drainOutbox(depsFor(state, sender, { renderMail }));
    expect(sender.sent).toEqual([]);
    expect(one()).toMatchObject({ state: "failed", reason: "mail_too_large" });
    expect(one().reason_text).toMatch(/20\d{6} bytes as sent — expected at most 20000000/);
  });
});

describe("the file sender", () => {
  it("writes one whole file for a delivery, however often it is handed over", async () => {
    owe("a@plant.example");
    const directory = join(mkdtempSync(join(tmpdir(), "meantime-eml-")), "outbox");
    const sender = senders.file(directory);
    const twice: Sender = {
      ...sender,
      send: async (mail, handOver) => {
        await sender.send(mail, () => undefined);
        return sender.send(mail, handOver);
      },
    };
    await drainOutbox(depsFor(state, twice));
    const names = readdirSync(directory);
    expect(names).toEqual([`${one().message_id.slice(1, 65)}.eml`]);
    const mail = await simpleParser(readFileSync(join(directory, names[0]!))); // one, as above
    expect(mail.messageId).toBe(one().message_id);
    expect(one()).toMatchObject({ state: "sent", sender: "file" });
  });

  it("tries again when the directory cannot be written", async () => {
    owe("a@plant.example");
    const directory = join(mkdtempSync(join(tmpdir(), "meantime-eml-")), "outbox");
    writeFileSync(directory, "a file is in the way");
    await drainOutbox(depsFor(state, senders.file(directory)));
    expect(one()).toMatchObject({ state: "pending", reason: "server_unavailable" });
  });
});

describe("deliver", () => {
  it("sends now to one recipient, once", async () => {
    const sender = toldSender({ kind: "accepted", detail: "" });
    const deps = depsFor(state, sender);
    const request = {
      schedule: sampleSchedule(),
      period: "2018-04",
      recipient: "me@plant.example",
    };
    expect(await deliver(deps, request)).toMatchObject({ state: "sent", origin: "person" });
    expect(await deliver(deps, { ...request, recipient: "ME@plant.example" })).toMatchObject({
      id: 1,
      state: "sent",
    });
    expect(sender.sent).toEqual(["me@plant.example"]);
  });

  it("leaves what else is due alone", async () => {
    owe("a@plant.example");
    const sender = toldSender({ kind: "accepted", detail: "" });
    const request = {
      schedule: sampleSchedule(),
      period: "2018-04",
      recipient: "me@plant.example",
    };
    await deliver(depsFor(state, sender), request);
    expect(sender.sent).toEqual(["me@plant.example"]);
  });

  it.each(["2018-13", "2018-1", "May", "2018-05-01"])("refuses the period %s", async (period) => {
    const deps = depsFor(state, toldSender({ kind: "accepted", detail: "" }));
    const request = { schedule: sampleSchedule(), period, recipient: "me@plant.example" };
    await expect(deliver(deps, request)).rejects.toMatchObject({ code: "delivery.period_invalid" });
  });
});

describe("decideDelivery", () => {
  const choice = { decision: "resend", who: "local", at: new Date(NOW) } as const;

  it("lets a person send a failed mail again", async () => {
    owe("a@plant.example");
    await drainOutbox(depsFor(state, toldSender({ kind: "refused", detail: "550" })));
    expect(decideDelivery(state, 1, choice)).toMatchObject({ state: "pending" });
    await drainOutbox(depsFor(state, toldSender({ kind: "accepted", detail: "" })));
    expect(one().state).toBe("sent");
  });

  it("refuses for a delivery that moves by itself, and for none", () => {
    owe("a@plant.example");
    expect(() => decideDelivery(state, 1, choice)).toThrow("delivery 1 needs no decision");
    expect(() => decideDelivery(state, 9, choice)).toThrow("no such delivery: 9");
  });
});

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { ScheduleConfig } from "../../src/config/index.js";
import { lineLog } from "../../src/core/index.js";
import {
  deliveryHealth,
  listDeliveries,
  listPeriods,
  startSchedules,
  type RenderedMail,
  type ScheduleDeps,
  type Scheduler,
  type Sender,
} from "../../src/delivery/index.js";
import { openState, type State } from "../../src/state/index.js";
import { depsFor, movableClock, sampleMail, sampleSchedule, statePath } from "./fixtures.js";

let state: State;
let running: Scheduler[];
beforeEach(() => {
  state = openState(statePath());
  running = [];
});
afterEach(async () => {
  await Promise.all(running.map((scheduler) => scheduler.stop()));
  state.close();
});

function accepting(): Sender & { readonly sent: string[] } {
  const sent: string[] = [];
  return {
    ...{ id: "told", is_repeatable: false, sent },
    send: (mail, handOver) => {
      handOver();
      sent.push(mail.to);
      return Promise.resolve({ kind: "accepted", detail: "" });
    },
  };
}

function start(
  schedules: readonly ScheduleConfig[],
  change: Partial<ScheduleDeps> & Pick<ScheduleDeps, "clock">,
): Scheduler {
  const deps = { ...depsFor(state, accepting()), refresh_cron: null, schedules, ...change };
  const runRefresh = change.runRefresh ?? (() => Promise.resolve());
  const scheduler = startSchedules({ ...deps, runRefresh });
  running.push(scheduler);
  return scheduler;
}

const owedPeriods = () => listDeliveries(state).map(({ period, recipient }) => [period, recipient]);

describe("startSchedules", () => {
  it("sends a month's report when its time has come, once, whatever the ticks", async () => {
    const sender = accepting();
    const clock = movableClock("2018-05-20T00:00:00Z");
    const { tick } = start([sampleSchedule()], { clock, sender });
    await tick();
    expect(sender.sent).toEqual([]);
    clock.set("2018-06-01T07:00:00Z");
    await Promise.all([tick(), tick(), tick()]);
    clock.set("2018-06-01T07:00:01Z");
    await tick();
    expect(sender.sent).toEqual(["manager@plant.example"]);
    expect(owedPeriods()).toEqual([["2018-05", "manager@plant.example"]]);
  });

  it("sends once from two services on one state file", async () => {
    const sender = accepting();
    const clock = movableClock("2018-05-20T00:00:00Z");
    const first = start([sampleSchedule()], { clock, sender });
    const second = start([sampleSchedule()], { clock, sender });
    await Promise.all([first.tick(), second.tick()]);
    clock.set("2018-06-01T07:00:00Z");
    await Promise.all([first.tick(), second.tick()]);
    expect(sender.sent).toEqual(["manager@plant.example"]);
  });

  it("makes up for three months down when it starts again", async () => {
    const clock = movableClock("2018-05-20T00:00:00Z");
    const schedule = sampleSchedule({
      catch_up: "all",
      recipients: ["a@x.example", "b@x.example"],
    });
    const latest = sampleSchedule({ id: "short" });
    const before = start([schedule, latest], { clock });
    await before.tick();
    await before.stop();
    clock.set("2018-08-20T10:00:00Z");
    const sender = accepting();
    await start([schedule, latest], { clock, sender }).tick();
    expect(sender.sent).toEqual([
      ...["a@x.example", "b@x.example", "a@x.example", "b@x.example", "a@x.example", "b@x.example"],
      "manager@plant.example",
    ]);
    expect(
      listPeriods(state, "short").map(({ period, reason_text }) => [period, reason_text]),
    ).toEqual([
      ["2018-05", expect.stringContaining("a newer period came due as well")],
      ["2018-06", expect.stringContaining("a newer period came due as well")],
      ["2018-07", ""],
    ]);
  });

  it("owes what it owed to a recipient who is named, and nothing to one who is not any more", async () => {
    const clock = movableClock("2018-05-20T00:00:00Z");
    const held = () => Promise.resolve(sampleMail({ complete: false, problems: ["x"] }));
    const both = sampleSchedule({ recipients: ["a@x.example", "b@x.example"] });
    const before = start([both], { clock, renderMail: held });
    await before.tick();
    clock.set("2018-06-01T07:00:00Z");
    await before.tick();
    await before.stop();
    clock.set("2018-06-01T09:00:00Z");
    const sender = accepting();
    await start([sampleSchedule({ recipients: ["b@x.example"] })], { clock, sender }).tick();
    expect(sender.sent).toEqual(["b@x.example"]);
    const [first] = listDeliveries(state);
    expect(first).toMatchObject({ recipient: "a@x.example", state_text: "Cancelled" });
    expect(first?.reason_text).toContain("no longer names");
  });

  it("extracts before it reports, once for all times that passed", async () => {
    const clock = movableClock("2018-05-31T00:00:00Z");
    const order: string[] = [];
    const sender = accepting();
    const deps = {
      ...{ clock, sender, refresh_cron: "0 */6 * * *" },
      runRefresh: () => Promise.resolve(void order.push("refresh")),
      renderMail: () => {
        order.push("report");
        return Promise.resolve(sampleMail());
      },
    };
    const first = start([sampleSchedule()], deps);
    const second = start([sampleSchedule()], deps);
    await first.tick();
    expect(order).toEqual([]);
    clock.set("2018-06-01T07:30:00Z"); // five times of extraction have passed
    await first.tick();
    await second.tick();
    expect(order).toEqual(["refresh", "report"]);
    clock.set("2018-06-01T11:59:59Z");
    await second.tick();
    clock.set("2018-06-01T12:00:00Z");
    await second.tick();
    expect(order).toEqual(["refresh", "report", "refresh"]);
  });

  it("reports on the data there are when the extraction fails, and says that it failed", async () => {
    const clock = movableClock("2018-05-31T00:00:00Z");
    const sender = accepting();
    const lines: string[] = [];
    const { tick } = start([sampleSchedule()], {
      ...{ clock, sender, refresh_cron: "0 6 * * *", log: lineLog((line) => lines.push(line)) },
      runRefresh: () => Promise.reject(new Error("disk is full")),
    });
    await tick();
    clock.set("2018-06-01T07:00:00Z");
    await tick();
    expect(sender.sent).toHaveLength(1);
    expect(lines).toContain('error refresh_failed detail="disk is full"');
    expect(state.jobs.find("refresh")).toMatchObject({ outcome: "failed" });
  });

  it("makes a held report again as soon as there are new data", async () => {
    const clock = movableClock("2018-05-31T00:00:00Z");
    const sender = accepting();
    let mail: RenderedMail = sampleMail({ complete: false, problems: ["May is not whole"] });
    const { tick } = start([sampleSchedule()], {
      ...{ clock, sender, refresh_cron: "10 7 * * *", renderMail: () => Promise.resolve(mail) },
    });
    await tick();
    clock.set("2018-06-01T07:00:00Z");
    await tick();
    expect(listDeliveries(state)[0]?.state).toBe("held");
    mail = sampleMail();
    clock.set("2018-06-01T07:10:00Z"); // before the hour after which it would be made anyway
    await tick();
    expect(sender.sent).toHaveLength(1);
  });

  it("takes up nothing more once it is told to stop, and finishes what it began", async () => {
    const clock = movableClock("2018-05-20T00:00:00Z");
    const two = sampleSchedule({ recipients: ["a@x.example", "b@x.example"] });
    const sent: string[] = [];
    let letGo = (): void => undefined;
    let isAsked = (): void => undefined;
    const asked = new Promise<void>((resolve) => (isAsked = resolve));
    const slow: Sender = {
      ...{ id: "slow", is_repeatable: false },
      send: async (mail, handOver) => {
        isAsked();
        await new Promise<void>((resolve) => (letGo = resolve));
        handOver();
        sent.push(mail.to);
        return { kind: "accepted", detail: "" };
      },
    };
    const scheduler = start([two], { clock, sender: slow });
    await scheduler.tick();
    clock.set("2018-06-01T07:00:00Z");
    void scheduler.tick();
    await asked;
    const stopped = scheduler.stop();
    letGo();
    await stopped;
    expect(sent).toEqual(["a@x.example"]);
    expect(listDeliveries(state).map(({ state: now }) => now)).toEqual(["sent", "pending"]);
  });

  const broken = [
    ["delivery.cron_invalid", { cron: "0 25 * * *" }],
    ["delivery.cron_invalid", { cron: "first of the month" }],
    ["delivery.zone_unknown", { zone: "Europe/Atlantis" }],
    ["delivery.recipient_invalid", { recipients: ["manager@plant.example\r\nBcc: x@y.z"] }],
    ["delivery.recipient_invalid", { recipients: ["Manager <manager@plant.example>"] }],
    ["delivery.recipient_invalid", { recipients: ["manager"] }],
  ] as const;
  it.each(broken)("refuses to start: %s for %o", (code, change) => {
    const clock = movableClock("2018-05-20T00:00:00Z");
    try {
      start([sampleSchedule(change)], { clock });
    } catch (error) {
      expect(error).toMatchObject({ code, kind: "config" });
      expect((error as Error).message).not.toMatch(/[\r\n]/);
      return;
    }
    expect.unreachable("a schedule that cannot work was started");
  });

  it("refuses two schedules of one id", () => {
    const clock = movableClock("2018-05-20T00:00:00Z");
    expect(() => start([sampleSchedule(), sampleSchedule()], { clock })).toThrow("the same id");
  });
});

describe("the timers", () => {
  afterEach(() => vi.useRealTimers());

  // node-cron once froze, and once spun until the heap was full, on the days the clocks change
  // (its issues 492 and 509). Our own minute timer must bring the mail in any case.
  // Minutes to watch: where the time is shown again, past that.
  const changes = [
    ["Europe/Berlin", "30 2 29 3 *", "2026-03-29T01:00:00Z", 10],
    ["Europe/Berlin", "30 2 25 10 *", "2026-10-25T00:30:00Z", 65],
    ["America/New_York", "30 2 8 3 *", "2026-03-08T07:00:00Z", 10],
    ["America/New_York", "30 1 1 11 *", "2026-11-01T05:30:00Z", 65],
    ["Australia/Lord_Howe", "15 2 4 10 *", "2026-10-03T15:30:00Z", 10],
    ["Australia/Lord_Howe", "45 1 5 4 *", "2026-04-04T14:45:00Z", 65],
  ] as const;
  it.each(changes)("wake in time on a change of clocks: %s %s", async (...row) => {
    const [zone, cron, at, minutes] = row;
    const due = Date.parse(at);
    vi.useFakeTimers({ now: due - 2 * 60_000 });
    const sent: string[] = [];
    const clock = { now: () => new Date(Date.now()) };
    const sender: Sender = {
      ...{ id: "told", is_repeatable: false },
      send: (_mail, handOver) => {
        handOver();
        sent.push(clock.now().toISOString());
        return Promise.resolve({ kind: "accepted", detail: "" });
      },
    };
    const renderMail = () => Promise.resolve(sampleMail({ attachments: [] }));
    const scheduler = start([sampleSchedule({ zone, cron })], { clock, sender, renderMail });
    await vi.advanceTimersByTimeAsync(minutes * 60_000);
    vi.useRealTimers();
    await scheduler.stop();
    expect(state.outbox.counts()).toMatchObject([{ count: 1 }]);
    const [period] = listPeriods(state, "monthly");
    expect(period?.fired_at).toBe(new Date(due).toISOString());
    expect(sent).toHaveLength(1);
    const late_ms = Date.parse(sent[0]!) - due; // one, by the line above
    expect(late_ms).toBeGreaterThanOrEqual(0);
    expect(late_ms).toBeLessThanOrEqual(60_000);
  });
});

describe("deliveryHealth", () => {
  const at = (instant: string) => deliveryHealth(state, [sampleSchedule()], new Date(instant));

  it("says that all is well, and how many mails were sent", async () => {
    const clock = movableClock("2018-05-20T00:00:00Z");
    const { tick } = start([sampleSchedule()], { clock });
    await tick();
    expect(at("2018-05-20T00:01:00Z")).toMatchObject({
      ...{ is_ok: true, last_tick_at: "2018-05-20T00:00:00.000Z" },
      sentences: ["Nothing has come due yet."],
    });
    clock.set("2018-06-01T07:00:00Z");
    await tick();
    expect(at("2018-06-01T07:01:00Z")).toMatchObject({
      is_ok: true,
      periods: [{ schedule: "monthly", period: "2018-05", expected: 1, sent: 1 }],
      sentences: ["1 mail sent, none on the way."],
    });
  });

  it("tells of a service that does not look after its schedules, and of what it missed", async () => {
    const clock = movableClock("2018-05-20T00:00:00Z");
    const scheduler = start([sampleSchedule()], { clock });
    await scheduler.tick();
    await scheduler.stop();
    const health = at("2018-06-01T07:10:00Z");
    expect(health.is_ok).toBe(false);
    expect(health.periods).toMatchObject([{ period: "2018-05", expected: 1, is_late: true }]);
    expect(health.sentences).toEqual([
      "The schedules have not been looked after since 2018-05-20T00:00:00.000Z.",
      "monthly: 2018-05 came due and was not taken up.",
    ]);
  });

  it("counts what is held, failed and uncertain", async () => {
    const clock = movableClock("2018-05-20T00:00:00Z");
    const outcomes = ["refused", "unknown", "unavailable"] as const;
    const recipients = outcomes.map((kind) => `${kind}@x.example`);
    const sender: Sender = {
      ...{ id: "told", is_repeatable: false },
      send: (mail, handOver) => {
        const kind = outcomes.find((name) => mail.to.startsWith(name)) ?? "refused";
        if (kind === "unknown") handOver();
        return Promise.resolve({ kind, detail: "" });
      },
    };
    const { tick } = start([sampleSchedule({ recipients })], { clock, sender });
    await tick();
    clock.set("2018-06-01T07:00:00Z");
    await tick();
    const health = at("2018-06-01T07:01:00Z");
    expect(health.periods).toMatchObject([{ expected: 3, failed: 1, uncertain: 1, waiting: 1 }]);
    expect(health.sentences).toEqual([
      "monthly: 1 mail for 2018-05 could not be delivered.",
      "monthly: 1 mail for 2018-05 may or may not have arrived.",
    ]);
  });
});

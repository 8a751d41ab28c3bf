import { describe, expect, it } from "vitest";
import {
  duePeriods,
  explainSchedule,
  nextRuns,
  type SchedulePlan,
} from "../../src/delivery/index.js";
import type { PeriodDecision } from "../../src/state/index.js";

const plan = (zone: string, catch_up: SchedulePlan["catch_up"] = "latest"): SchedulePlan => ({
  ...{ id: "monthly", cron: "0 7 1 * *", zone, catch_up },
});

interface Look {
  readonly since: string;
  readonly now: string;
  readonly ledger?: readonly PeriodDecision[];
}

function due(schedule: SchedulePlan, { since, now, ledger = [] }: Look): PeriodDecision[] {
  return duePeriods(schedule, { since: new Date(since), now: new Date(now), ledger });
}

const told = (decisions: readonly PeriodDecision[]) =>
  decisions.map(({ period, decision, reason }) => [period, reason ?? decision]);

describe("duePeriods", () => {
  // 07:00 on 1 November 2026 in each zone, by its offset of that day.
  const zones = [
    ["Europe/Berlin", "2026-11-01T06:00:00.000Z"], // +01:00 since 25 October
    ["America/New_York", "2026-11-01T12:00:00.000Z"], // -05:00 since 02:00 that very day
    ["Australia/Lord_Howe", "2026-10-31T20:00:00.000Z"], // +11:00 since 4 October
    ["America/Sao_Paulo", "2026-11-01T10:00:00.000Z"], // -03:00, no change since 2019
    ["Asia/Kathmandu", "2026-11-01T01:15:00.000Z"], // +05:45
    ["UTC", "2026-11-01T07:00:00.000Z"],
    ["Pacific/Kiritimati", "2026-10-31T17:00:00.000Z"], // +14:00: the 31st in UTC
  ] as const;

  it.each(zones)("owes October from 07:00 on the first of November in %s", (zone, fired_at) => {
    const since = "2026-10-20T00:00:00Z";
    const before = new Date(Date.parse(fired_at) - 1_000).toISOString();
    expect(due(plan(zone), { since, now: before })).toEqual([]);
    const expected = { period: "2026-10", fired_at, decision: "deliver", reason: null };
    expect(due(plan(zone), { since, now: fired_at })).toEqual([expected]);
    expect(due(plan(zone), { since, now: fired_at, ledger: [expected as PeriodDecision] })).toEqual(
      [],
    );
  });

  it("owes a month once, however often its schedule fires", () => {
    const daily = { ...plan("Europe/Berlin"), cron: "*/10 7 * * *" };
    const since = "2026-10-31T12:00:00Z";
    const ledger: PeriodDecision[] = [];
    for (let minute = 0; minute < 3 * 1_440; minute += 10) {
      const now = new Date(Date.parse(since) + minute * 60_000).toISOString();
      ledger.push(...due(daily, { since, now, ledger }));
    }
    expect(told(ledger)).toEqual([["2026-10", "deliver"]]);
  });

  it("owes nothing from before the schedule was known, so a late start sends nothing old", () => {
    const look = { since: "2026-11-01T06:00:01Z", now: "2026-11-30T00:00:00Z" };
    expect(due(plan("Europe/Berlin"), look)).toEqual([]);
  });

  const down: Look = {
    since: "2026-01-15T00:00:00Z",
    now: "2026-09-05T10:00:00Z",
    ledger: [
      {
        ...{ period: "2026-05", fired_at: "2026-06-01T05:00:00.000Z" },
        ...({ decision: "deliver", reason: null } as const),
      },
    ],
  };

  it("after three months down sends the latest period and says what it left out", () => {
    expect(told(due(plan("Europe/Berlin", "latest"), down))).toEqual([
      ["2026-06", "superseded"],
      ["2026-07", "superseded"],
      ["2026-08", "deliver"],
    ]);
  });

  it("after three months down sends all of them, oldest first, where told to", () => {
    expect(told(due(plan("Europe/Berlin", "all"), down))).toEqual([
      ["2026-06", "deliver"],
      ["2026-07", "deliver"],
      ["2026-08", "deliver"],
    ]);
  });

  it("after three months down sends none of them where told not to catch up", () => {
    expect(told(due(plan("Europe/Berlin", "none"), down))).toEqual([
      ["2026-06", "missed"],
      ["2026-07", "missed"],
      ["2026-08", "missed"],
    ]);
  });

  it("sends an hour late even without catching up, and not later", () => {
    const since = "2026-10-20T00:00:00Z";
    const schedule = plan("Europe/Berlin", "none");
    expect(told(due(schedule, { since, now: "2026-11-01T07:00:00Z" }))).toEqual([
      ["2026-10", "deliver"],
    ]);
    expect(told(due(schedule, { since, now: "2026-11-01T07:00:01Z" }))).toEqual([
      ["2026-10", "missed"],
    ]);
  });

  it("catches up two years at most", () => {
    const look = { since: "2023-01-15T00:00:00Z", now: "2026-01-02T00:00:00Z" };
    const decisions = due(plan("UTC", "all"), look);
    // Fires from 1 February 2023 to 1 January 2026: 36, of which the newest 24 are sent.
    expect(decisions).toHaveLength(36);
    expect(decisions.filter(({ reason }) => reason === "too_old")).toHaveLength(12);
    expect(told(decisions).at(12)).toEqual(["2024-01", "deliver"]);
  });

  it("owes nothing twice when the clock is set back", () => {
    const since = "2026-10-20T00:00:00Z";
    const ledger = due(plan("UTC"), { since, now: "2026-11-01T07:00:00Z" });
    expect(due(plan("UTC"), { since, now: "2026-10-25T00:00:00Z", ledger })).toEqual([]);
    expect(due(plan("UTC"), { since, now: "2026-11-01T07:00:05Z", ledger })).toEqual([]);
  });

  it("owes nothing twice when the time of the schedule is changed within a month", () => {
    const since = "2026-10-20T00:00:00Z";
    const ledger = due(plan("UTC"), { since, now: "2026-11-02T00:00:00Z" });
    const later = { ...plan("UTC"), cron: "0 9 3 * *" };
    expect(due(later, { since, now: "2026-11-04T00:00:00Z", ledger })).toEqual([]);
  });
});

describe("nextRuns", () => {
  it("shows the coming runs in the zone's own time, with the month each is for", () => {
    const schedule = {
      ...plan("Europe/Berlin"),
      ...{ cron: "30 2 L * *", report: "monthly-kpi", site: "plant", recipients: [] },
    };
    const runs = nextRuns(schedule, { count: 3, now: new Date("2024-02-28T00:00:00Z") });
    // 31 March 2024 is the day Berlin skips 02:00 to 03:00: the run is at 03:00.
    expect(runs.map(({ at, local, period }) => [at, local, period])).toEqual([
      ["2024-02-29T01:30:00.000Z", "2024-02-29 02:30", "2024-01"],
      ["2024-03-31T01:00:00.000Z", "2024-03-31 03:00", "2024-02"],
      ["2024-04-30T00:30:00.000Z", "2024-04-30 02:30", "2024-03"],
    ]);
  });

  it("come five at a time with the rule for the days the clocks change", () => {
    const schedule = {
      ...plan("UTC"),
      ...{ report: "monthly-kpi", site: "plant", recipients: [] },
    };
    const { runs, rule } = explainSchedule(schedule, new Date("2026-10-20T00:00:00Z"));
    expect(runs.map(({ period }) => period)).toEqual([
      ...["2026-10", "2026-11", "2026-12", "2027-01", "2027-02"],
    ]);
    expect(rule).toMatch(/skip.*twice runs once/);
  });
});

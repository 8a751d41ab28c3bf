import { createTask } from "node-cron";
import { afterEach, describe, expect, it, vi } from "vitest";
import { parseCron } from "../../src/delivery/cron.js";
import { nextFire } from "../../src/delivery/fire-times.js";

function fires(cron: string, zone: string, { after, count }: { after: string; count: number }) {
  const timetable = { cron: parseCron(cron, "test"), zone };
  const found: string[] = [];
  for (let at = nextFire(timetable, new Date(after)); at !== null && found.length < count;) {
    found.push(at.toISOString().replace(":00.000Z", "Z"));
    at = nextFire(timetable, at);
  }
  return found;
}

describe("nextFire on the days the clocks change", () => {
  // Offsets of the zones on those days: IANA time zone database, as every other tool has them.
  const cases = [
    // Berlin: 29 March 2026 02:00 becomes 03:00 at 01:00Z; 25 October 03:00 becomes 02:00 at 01:00Z.
    ["skipped", "30 2 29 3 *", "Europe/Berlin", "2026-03-01T00:00Z", "2026-03-29T01:00Z"],
    ["shown twice", "30 2 25 10 *", "Europe/Berlin", "2026-10-01T00:00Z", "2026-10-25T00:30Z"],
    // New York: 8 March 2026 02:00 becomes 03:00 at 07:00Z; 1 November 02:00 becomes 01:00 at 06:00Z.
    ["skipped", "30 2 8 3 *", "America/New_York", "2026-03-01T00:00Z", "2026-03-08T07:00Z"],
    ["shown twice", "30 1 1 11 *", "America/New_York", "2026-10-15T00:00Z", "2026-11-01T05:30Z"],
    // Lord Howe moves by half an hour: 4 October 2026 02:00 becomes 02:30 at 15:30Z the day before,
    // 5 April 02:00 (+11:00) becomes 01:30 at 15:00Z the day before.
    ["skipped", "15 2 4 10 *", "Australia/Lord_Howe", "2026-09-01T00:00Z", "2026-10-03T15:30Z"],
    ["shown twice", "45 1 5 4 *", "Australia/Lord_Howe", "2026-03-01T00:00Z", "2026-04-04T14:45Z"],
    // Sao Paulo changed at midnight: 4 November 2018 00:00 became 01:00 at 03:00Z; 17 February 2019
    // 00:00 became 23:00 of the 16th at 02:00Z.
    ["skipped", "30 0 4 11 *", "America/Sao_Paulo", "2018-10-01T00:00Z", "2018-11-04T03:00Z"],
    ["shown twice", "30 23 16 2 *", "America/Sao_Paulo", "2019-01-01T00:00Z", "2019-02-17T01:30Z"],
    // Kathmandu (+05:45) and UTC never change.
    ["plain", "0 7 1 4 *", "Asia/Kathmandu", "2026-03-01T00:00Z", "2026-04-01T01:15Z"],
    ["plain", "30 2 29 3 *", "UTC", "2026-03-01T00:00Z", "2026-03-29T02:30Z"],
    // Samoa went over the date line and had no 30 December 2011: the 31st began at 10:00Z.
    [
      "skipped with its day",
      "0 7 30 12 *",
      "Pacific/Apia",
      "2011-12-01T00:00Z",
      "2011-12-30T10:00Z",
    ],
  ] as const;
  it.each(cases)("runs a time that is %s once: %s in %s", (_what, cron, zone, after, expected) => {
    const [first, second] = fires(cron, zone, { after, count: 2 });
    expect(first).toBe(expected);
    // The other one is a year away, not an hour.
    expect(second?.slice(0, 4)).not.toBe(expected.slice(0, 4));
  });

  it("runs the quarter hours of a skipped hour once, not four times", () => {
    expect(
      fires("*/15 2,3 29 3 *", "Europe/Berlin", { after: "2026-03-28T00:00Z", count: 5 }),
    ).toEqual([
      "2026-03-29T01:00Z", // 02:00 to 02:45 do not exist; 03:00 local is the same instant
      "2026-03-29T01:15Z",
      "2026-03-29T01:30Z",
      "2026-03-29T01:45Z",
      "2027-03-29T00:00Z", // 02:00 local, summer time since the day before
    ]);
  });
});

describe("nextFire on the days of a month", () => {
  it("passes over months that have no such day", () => {
    expect(fires("0 7 31 * *", "UTC", { after: "2026-01-01T00:00Z", count: 4 })).toEqual([
      "2026-01-31T07:00Z",
      "2026-03-31T07:00Z",
      "2026-05-31T07:00Z",
      "2026-07-31T07:00Z",
    ]);
    expect(fires("0 7 29 2 *", "UTC", { after: "2096-03-01T00:00Z", count: 1 })).toEqual([
      "2104-02-29T07:00Z", // 2100 is no leap year
    ]);
  });

  it("knows the first working day, the last day and the last Friday", () => {
    // Calendar of 2026: 1 February and 1 March and 1 November are Sundays, 1 August a Saturday.
    expect(fires("0 7 1W * *", "UTC", { after: "2026-01-15T00:00Z", count: 2 })).toEqual([
      "2026-02-02T07:00Z",
      "2026-03-02T07:00Z",
    ]);
    expect(fires("0 7 L 2 *", "UTC", { after: "2026-01-15T00:00Z", count: 1 })).toEqual([
      "2026-02-28T07:00Z",
    ]);
    expect(fires("0 7 * 10 5L", "UTC", { after: "2026-01-15T00:00Z", count: 1 })).toEqual([
      "2026-10-30T07:00Z",
    ]);
  });
});

describe("nextFire beside node-cron, away from clock changes", () => {
  afterEach(() => vi.useRealTimers());
  const crons = [
    "0 7 1 * *",
    "30 2 L * *",
    "0 7 1W * *",
    "15 6 LW * *",
    "0 7 * * 1#1",
    "0 7 L-3 * *",
  ];
  const more = ["0 7 * * 5L", "*/20 5-6 1-7 * mon", "0 0 31 * *", "5 4 15W 2,8 *", "59 23 * * 0"];
  it.each([...crons, ...more])("fires as node-cron says: %s", (cron) => {
    vi.useFakeTimers({ now: new Date("2026-01-10T12:00:00Z") });
    // Kolkata has had one offset since 1945, so only the calendar is compared.
    const task = createTask(cron, () => undefined, { timezone: "Asia/Kolkata" });
    const theirs = task.getNextRuns(25).map((at) => at.toISOString().replace(":00.000Z", "Z"));
    void task.destroy();
    expect(fires(cron, "Asia/Kolkata", { after: "2026-01-10T12:00Z", count: 25 })).toEqual(theirs);
  });
});

import { describe, expect, test } from "vitest";
import { instantOfLocal, zoneOffsets } from "../../src/core/index.js";

const HOUR_MS = 3_600_000;

function changesOf(zone: string, year: number): string[] {
  const from = Date.UTC(year, 0, 1);
  const offsets = zoneOffsets(zone, from, Date.UTC(year + 1, 0, 1));
  return offsets.map(
    (o) => `${new Date(o.from_ms).toISOString().slice(0, 16)} ${o.offset_ms / HOUR_MS}`,
  );
}

describe("zoneOffsets", () => {
  // tzdata: EU rules change at 01:00 UTC on the last Sundays of March and October; the United
  // States at 02:00 wall time on the second Sunday of March and the first of November; New South
  // Wales at 02:00 standard time on the first Sundays of April and October.
  test.each([
    ["Europe/Berlin", ["2023-01-01T00:00 1", "2023-03-26T01:00 2", "2023-10-29T01:00 1"]],
    ["America/New_York", ["2023-01-01T00:00 -5", "2023-03-12T07:00 -4", "2023-11-05T06:00 -5"]],
    ["Australia/Sydney", ["2023-01-01T00:00 11", "2023-04-01T16:00 10", "2023-09-30T16:00 11"]],
    ["Australia/Perth", ["2023-01-01T00:00 8"]],
    ["UTC", ["2023-01-01T00:00 0"]],
  ])("finds the changes of %s in 2023", (zone, expected) => {
    expect(changesOf(zone, 2023)).toEqual(expected);
  });

  test("finds a change of half an hour", () => {
    expect(changesOf("Australia/Lord_Howe", 2023)).toEqual([
      "2023-01-01T00:00 11",
      "2023-04-01T15:00 10.5",
      "2023-09-30T15:30 11",
    ]);
  });
});

describe("instantOfLocal", () => {
  test.each([
    ["a day begins at its midnight", "Europe/Berlin", "2023-07-01", "2023-06-30T22:00:00Z"],
    ["a time before the change", "Europe/Berlin", "2023-03-26T01:59:59", "2023-03-26T00:59:59Z"],
    [
      "a skipped time is the end of the gap",
      "Europe/Berlin",
      "2023-03-26T02:30",
      "2023-03-26T01:00:00Z",
    ],
    ["a time after the change", "Europe/Berlin", "2023-03-26T03:00", "2023-03-26T01:00:00Z"],
    [
      "a repeated time is the first",
      "America/New_York",
      "2023-11-05T01:30",
      "2023-11-05T05:30:00Z",
    ],
    ["the hour after it", "America/New_York", "2023-11-05T02:00", "2023-11-05T07:00:00Z"],
    ["a midnight that does not exist", "Asia/Beirut", "2022-03-27", "2022-03-26T22:00:00Z"],
  ])("%s", (_name, zone, local, expected) => {
    expect(instantOfLocal(zone, local).toISOString()).toBe(expected.replace("Z", ".000Z"));
  });
});

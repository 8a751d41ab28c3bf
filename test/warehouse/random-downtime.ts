import { seededRandom, type Random } from "../../src/core/index.js";

/** One random record of downtime; seconds since 1970. */
export interface RandomStop {
  readonly key: string;
  readonly from_s: number;
  /** Null while it runs. */
  readonly to_s: number | null;
  readonly time_class: "unplanned" | "planned" | "external" | "unknown";
}

/** One asset with random downtime around a change of its zone's clock. */
export interface RandomCase {
  readonly tag: string;
  readonly site: string;
  readonly stops: readonly RandomStop[];
}

/** A zone and an instant at which its clock changes, with the observation around it. */
export interface ClockChange {
  readonly site: string;
  readonly zone: string;
  readonly observed_from_s: number;
  readonly observed_to_s: number;
}

const HOUR_S = 3_600;
const DAY_S = 86_400;

function change(site: string, zone: string, at: string): ClockChange {
  const at_s = Date.parse(at) / 1000;
  // Not on a day boundary at either end, so that first and last days are ragged.
  return {
    site,
    zone,
    observed_from_s: at_s - 2 * DAY_S - 5 * HOUR_S,
    observed_to_s: at_s + 2 * DAY_S + 7 * HOUR_S,
  };
}

/** Changes of every kind: an hour and half an hour, forward and back, at night and at midnight. */
export const CLOCK_CHANGES: readonly ClockChange[] = [
  change("berlin_spring", "Europe/Berlin", "2018-03-25T01:00:00Z"),
  change("berlin_autumn", "Europe/Berlin", "2018-10-28T01:00:00Z"),
  change("new_york_spring", "America/New_York", "2018-03-11T07:00:00Z"),
  change("new_york_autumn", "America/New_York", "2018-11-04T06:00:00Z"),
  change("lord_howe_spring", "Australia/Lord_Howe", "2018-10-06T15:30:00Z"),
  change("lord_howe_autumn", "Australia/Lord_Howe", "2018-03-31T15:00:00Z"),
  change("havana_spring", "America/Havana", "2018-03-11T05:00:00Z"),
  change("havana_autumn", "America/Havana", "2018-11-04T05:00:00Z"),
  change("azores_spring", "Atlantic/Azores", "2018-03-25T01:00:00Z"),
  change("azores_autumn", "Atlantic/Azores", "2018-10-28T01:00:00Z"),
  change("beirut_spring", "Asia/Beirut", "2018-03-24T22:00:00Z"),
  change("sao_paulo_spring", "America/Sao_Paulo", "2018-11-04T03:00:00Z"),
  change("chatham_autumn", "Pacific/Chatham", "2018-03-31T14:00:00Z"),
  change("utc_month", "UTC", "2018-04-01T00:00:00Z"),
];

const CLASSES = ["unplanned", "unplanned", "planned", "external", "unknown"] as const;

/** That many assets with random downtime, the same for the same seed. */
export function randomCases(seed: number, count: number): RandomCase[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, (_, i) => {
    const place = random.pick(CLOCK_CHANGES);
    const stops: RandomStop[] = [];
    const size = random.integer(0, 9);
    for (let n = 0; n < size; n += 1) stops.push(randomStop(random, place, stops));
    return { tag: `A${i}`, site: place.site, stops };
  });
}

/** A record of whole minutes, often beside, inside or on top of an earlier one. */
function randomStop(
  random: Random,
  place: ClockChange,
  earlier: readonly RandomStop[],
): RandomStop {
  const span_min = (place.observed_to_s - place.observed_from_s) / 60;
  const anywhere = place.observed_from_s + 60 * random.integer(-600, span_min + 600);
  const near = earlier.length > 0 ? random.pick(earlier) : null;
  const from_s =
    near === null
      ? anywhere
      : random.pick([
          anywhere,
          anywhere,
          near.from_s,
          near.to_s ?? near.from_s,
          near.from_s + 1_800,
        ]);
  const minutes = random.pick([0, 1, 30, 60, 90, random.integer(0, 600), random.integer(0, 4_000)]);
  const to_s = random.next() < 0.08 ? null : from_s + 60 * minutes;
  const key = `${earlier.length}`;
  return { key, from_s, to_s, time_class: random.pick(CLASSES) };
}

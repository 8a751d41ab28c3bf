import {
  CLOCK_CHANGES,
  type ClockChange,
  type RandomCase,
  type RandomStop,
} from "./random-downtime.js";

/** What downtime comes to, by counting every minute and merging every pair. */
export interface NaiveResult {
  /** Seconds of each class by local date. */
  readonly days: Readonly<Record<string, NaiveDay>>;
  readonly failures: readonly NaiveFailure[];
}

/** One local day of one asset. */
export interface NaiveDay {
  unplanned_s: number;
  planned_s: number;
  external_s: number;
  failures: number;
  closed: number;
  closed_down_s: number;
}

/** One effective failure. */
export interface NaiveFailure {
  readonly started_s: number;
  readonly began_s: number;
  readonly restored_s: number | null;
  readonly is_open: boolean;
  readonly is_clipped: boolean;
  readonly keys: readonly string[];
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** The date that a zone's clock shows, as `2018-04-01`. */
function localDate(zone: string, at_s: number): string {
  let format = formats.get(zone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short" });
    formats.set(zone, format);
  }
  return format.format(at_s * 1000);
}

const datesOfMinutes = new Map<string, readonly string[]>();

/** The local date of every minute of a site's observation, by Intl and by nothing else. */
function datesOf(place: ClockChange): readonly string[] {
  let dates = datesOfMinutes.get(place.site);
  if (dates === undefined) {
    const found: string[] = [];
    for (let at_s = place.observed_from_s; at_s < place.observed_to_s; at_s += 60) {
      found.push(localDate(place.zone, at_s));
    }
    dates = found;
    datesOfMinutes.set(place.site, dates);
  }
  return dates;
}

function isObserved(stop: RandomStop, place: ClockChange): boolean {
  if (stop.from_s >= place.observed_to_s) return false;
  if (stop.from_s >= place.observed_from_s) return true;
  return stop.to_s === null || stop.to_s > place.observed_from_s;
}

/** Downtime and failures of one asset, found the slow way. */
export function naiveResult({ site, stops }: RandomCase): NaiveResult {
  const place = CLOCK_CHANGES.find((one) => one.site === site);
  if (place === undefined) throw new Error(`no such site: ${site}`);
  const observed = stops.filter((stop) => isObserved(stop, place));
  const days: Record<string, NaiveDay> = {};
  const dayOf = (date: string): NaiveDay =>
    (days[date] ??= {
      unplanned_s: 0,
      planned_s: 0,
      external_s: 0,
      failures: 0,
      closed: 0,
      closed_down_s: 0,
    });
  datesOf(place).forEach((date, minute) => {
    const at_s = place.observed_from_s + minute * 60;
    const down = observed
      .filter(({ from_s, to_s }) => from_s <= at_s && at_s < (to_s ?? Infinity))
      .map(({ time_class }) => time_class);
    if (down.includes("unplanned")) dayOf(date).unplanned_s += 60;
    else if (down.includes("planned")) dayOf(date).planned_s += 60;
    else if (down.length > 0) dayOf(date).external_s += 60;
  });
  const failures = failuresOf(observed, place);
  for (const failure of failures) {
    const day = dayOf(localDate(place.zone, failure.started_s));
    day.failures += 1;
    if (failure.restored_s === null) continue;
    day.closed += 1;
    day.closed_down_s += failure.restored_s - failure.began_s;
  }
  return { days, failures };
}

/** Merges any two groups that overlap or touch until no two are left that do. */
function failuresOf(observed: readonly RandomStop[], place: ClockChange): NaiveFailure[] {
  let groups = observed
    .filter(({ time_class }) => time_class === "unplanned")
    .map((stop) => [stop]);
  const from = (group: readonly RandomStop[]): number =>
    Math.max(place.observed_from_s, Math.min(...group.map((stop) => stop.from_s)));
  const to = (group: readonly RandomStop[]): number =>
    Math.min(place.observed_to_s, Math.max(...group.map((stop) => stop.to_s ?? Infinity)));
  for (let merged = true; merged;) {
    merged = false;
    for (const a of groups) {
      const b = groups.find((one) => one !== a && from(a) <= to(one) && from(one) <= to(a));
      if (b === undefined) continue;
      groups = [...groups.filter((one) => one !== a && one !== b), [...a, ...b]];
      merged = true;
      break;
    }
  }
  return groups
    .map((group) => {
      const is_open = group.some(({ to_s }) => to_s === null || to_s > place.observed_to_s);
      const began_s = Math.min(...group.map(({ from_s }) => from_s));
      const ends_late = group.some(({ to_s }) => to_s !== null && to_s > place.observed_to_s);
      return {
        started_s: from(group),
        began_s,
        restored_s: is_open ? null : to(group),
        is_open,
        is_clipped: began_s < place.observed_from_s || ends_late,
        keys: group.map(({ key }) => key).sort(),
      };
    })
    .sort((a, b) => a.started_s - b.started_s);
}

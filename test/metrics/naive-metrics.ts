import type { TimeRange } from "../../src/core/index.js";
import { ZONE, type PlantOrder, type PlantStop, type RandomPlant } from "./random-plant.js";

/** An effective failure, found by merging records one by one. */
export interface NaiveFailure {
  readonly asset: string;
  /** The instant it counts from. */
  readonly started_s: number;
  readonly began_s: number;
  /** Null while it lasts. */
  readonly restored_s: number | null;
  /** End inside the observation. */
  readonly to_s: number;
  readonly reason: string;
  readonly day: string;
}

const dates = new Intl.DateTimeFormat("sv-SE", { timeZone: ZONE, dateStyle: "short" });
const starts = new Map<string, number>();

/** The site's date of an instant, by Intl. */
export function localDay(at_s: number): string {
  return dates.format(at_s * 1000);
}

/** The first instant of a local day, found by looking at every quarter of an hour. */
export function dayStart(day: string): number {
  const known = starts.get(day);
  if (known !== undefined) return known;
  let at_s = Date.parse(`${day}T00:00:00Z`) / 1000 - 86_400;
  while (localDay(at_s) < day) at_s += 900;
  starts.set(day, at_s);
  return at_s;
}

/** When watching an asset ended: with the source, or when it was taken out of service. */
function watchedTo(plant: RandomPlant, asset: string): number {
  const day = plant.scrapped[asset];
  return day === undefined ? plant.observed_to_s : Math.min(plant.observed_to_s, dayStart(day));
}

function isWatched({ asset, from_s, to_s }: PlantStop, plant: RandomPlant): boolean {
  if (from_s >= watchedTo(plant, asset)) return false;
  return from_s >= plant.observed_from_s || to_s === null || to_s > plant.observed_from_s;
}

/** The effective failures of a plant: unplanned records of one asset that overlap or touch are one. */
export function naiveFailures(plant: RandomPlant): NaiveFailure[] {
  const failures: NaiveFailure[] = [];
  for (const asset of Object.keys(plant.assets)) {
    const until_s = watchedTo(plant, asset);
    const stops = plant.stops
      .filter((stop) => stop.asset === asset && stop.time_class === "unplanned")
      .filter((stop) => isWatched(stop, plant))
      .sort((a, b) => a.from_s - b.from_s);
    let current: NaiveFailure | undefined;
    for (const stop of stops) {
      const started_s = Math.max(stop.from_s, plant.observed_from_s);
      const to_s = Math.min(stop.to_s ?? Infinity, until_s);
      const isOpen = (stop.to_s ?? Infinity) > until_s;
      if (current !== undefined && started_s <= current.to_s) {
        failures.pop();
        current = {
          ...current,
          to_s: Math.max(current.to_s, to_s),
          restored_s:
            isOpen || current.restored_s === null ? null : Math.max(current.restored_s, to_s),
        };
      } else {
        const day = localDay(started_s);
        const restored_s = isOpen ? null : to_s;
        current = {
          asset,
          started_s,
          began_s: stop.from_s,
          restored_s,
          to_s,
          reason: stop.reason,
          day,
        };
      }
      failures.push(current);
    }
  }
  return failures;
}

function overlap(a_from: number, a_to: number, [from, to]: readonly [number, number]): number {
  return Math.max(0, Math.min(a_to, to) - Math.max(a_from, from));
}

/** Seconds that any of some stops covers inside a window, minute by minute. */
export function naiveUnion(stops: readonly PlantStop[], window: readonly [number, number]): number {
  let seconds = 0;
  for (let at_s = window[0]; at_s < window[1]; at_s += 60) {
    const step = Math.min(60, window[1] - at_s);
    if (stops.some(({ from_s, to_s }) => from_s <= at_s && at_s < (to_s ?? Infinity)))
      seconds += step;
  }
  return seconds;
}

function inside(range: TimeRange, day: string): boolean {
  return day >= range.from && day < range.to;
}

function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  const upper = sorted[half];
  if (upper === undefined) return null;
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] ?? 0) + upper) / 2;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** Everything the metrics say of a plant of stops, over a period and some assets. */
export function naiveStopFigures(
  plant: RandomPlant,
  range: TimeRange,
  assets: readonly string[] = Object.keys(plant.assets),
) {
  const window = [
    Math.max(dayStart(range.from), plant.observed_from_s),
    Math.min(dayStart(range.to), plant.observed_to_s),
  ] as const;
  const windowOf = (asset: string): readonly [number, number] => [
    window[0],
    Math.min(window[1], watchedTo(plant, asset)),
  ];
  const failures = naiveFailures(plant).filter(({ asset }) => assets.includes(asset));
  const began = failures.filter(({ day }) => inside(range, day));
  const closed = began.filter(({ restored_s }) => restored_s !== null);
  const durations = closed.map(({ restored_s, began_s }) => (restored_s ?? 0) - began_s);
  const exposure_s = sum(
    assets.map((asset) => Math.max(0, windowOf(asset)[1] - windowOf(asset)[0])),
  );
  const unplanned_s = sum(failures.map(({ started_s, to_s }) => overlap(started_s, to_s, window)));
  const all_s = sum(
    assets.map((asset) =>
      naiveUnion(
        plant.stops.filter((stop) => stop.asset === asset),
        windowOf(asset),
      ),
    ),
  );
  return {
    failure_count: began.length,
    exposure_h: exposure_s / 3600,
    downtime_h: unplanned_s / 3600,
    all_downtime_h: all_s / 3600,
    mtbf: began.length === 0 ? null : (exposure_s - unplanned_s) / 3600 / began.length,
    closed_count: closed.length,
    mean_down_time: closed.length === 0 ? null : sum(durations) / 3600 / closed.length,
    median_h: durations.length === 0 ? null : (median(durations) ?? 0) / 3600,
    availability: exposure_s === 0 ? null : (exposure_s - unplanned_s) / exposure_s,
    availability_all: exposure_s === 0 ? null : (exposure_s - all_s) / exposure_s,
  };
}

/** Repeats among the failures of a plant of stops. */
export function naiveRepeats(plant: RandomPlant, range: TimeRange, withinDays: number) {
  const failures = naiveFailures(plant);
  const counts = { repeats: 0, firsts: 0, unknown: 0 };
  for (const failure of failures.filter(({ day }) => inside(range, day))) {
    const earlier = failures
      .filter(({ asset, reason }) => asset === failure.asset && reason === failure.reason)
      .filter(({ started_s }) => started_s < failure.started_s)
      .sort((a, b) => a.started_s - b.started_s)
      .at(-1);
    const gap_s =
      earlier === undefined
        ? Infinity
        : failure.started_s - (earlier.restored_s ?? earlier.started_s);
    if (failure.started_s - plant.observed_from_s < withinDays * 86_400) counts.unknown += 1;
    else if (gap_s <= withinDays * 86_400) counts.repeats += 1;
    else counts.firsts += 1;
  }
  return counts;
}

/** Failures, hours and groups of a plant of stops by a property of the failure. */
export function naivePareto(
  plant: RandomPlant,
  range: TimeRange,
  keyOf: (failure: NaiveFailure) => string,
): Record<string, { count: number; hours: number }> {
  const window = [
    Math.max(dayStart(range.from), plant.observed_from_s),
    Math.min(dayStart(range.to), plant.observed_to_s),
  ] as const;
  const groups: Record<string, { count: number; hours: number }> = {};
  for (const failure of naiveFailures(plant)) {
    const group = (groups[keyOf(failure)] ??= { count: 0, hours: 0 });
    if (inside(range, failure.day)) group.count += 1;
    group.hours += overlap(failure.started_s, failure.to_s, window) / 3600;
  }
  return groups;
}

function textKey(title: string): string {
  return title
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, " ")
    .trim();
}

/** Days between two dates. */
function days(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}

/** Everything the metrics say of a plant of dated orders without an end. */
export function naiveOrderFigures(plant: RandomPlant, range: TimeRange, withinDays: number) {
  const failing = plant.orders.filter(({ work_class }) => work_class === "corrective");
  const firstDay = (asset: string): string =>
    plant.orders
      .filter((order) => order.asset === asset)
      .map(({ reported }) => reported)
      .sort()[0] ?? "";
  const lastDay = (asset: string): string =>
    plant.orders
      .filter((order) => order.asset === asset)
      .map(({ reported }) => reported)
      .sort()
      .at(-1) ?? "";
  const exposure_s = sum(
    [...new Set(plant.orders.map(({ asset }) => asset))].map((asset) => {
      const next = new Date(Date.parse(lastDay(asset)) + 86_400_000).toISOString().slice(0, 10);
      return overlap(dayStart(firstDay(asset)), dayStart(next), [
        dayStart(range.from),
        dayStart(range.to),
      ]);
    }),
  );
  const began = failing.filter(({ reported }) => inside(range, reported));
  const cost: Record<string, number> = {};
  for (const order of began)
    cost[textKey(order.title)] = (cost[textKey(order.title)] ?? 0) + order.cost;
  const repeats = { repeats: 0, firsts: 0, unknown: 0 };
  const sameBefore = (order: PlantOrder): PlantOrder[] =>
    failing.filter(
      (other) =>
        other !== order &&
        other.asset === order.asset &&
        textKey(other.title) === textKey(order.title) &&
        days(other.reported, order.reported) >= 0 &&
        days(other.reported, order.reported) <= withinDays,
    );
  for (const order of began) {
    // Two orders of one day: one of them came first, so only one of the two is a repeat by the other.
    const sameDay = sameBefore(order).filter(({ reported }) => reported === order.reported);
    const isFirstOfDay = sameDay.every((other) => failing.indexOf(other) > failing.indexOf(order));
    const earlier = sameBefore(order).filter(({ reported }) => reported < order.reported);
    const isRepeat = earlier.length > 0 || (sameDay.length > 0 && !isFirstOfDay);
    if (days(firstDay(order.asset), order.reported) < withinDays) repeats.unknown += 1;
    else if (isRepeat) repeats.repeats += 1;
    else repeats.firsts += 1;
  }
  return { failure_count: began.length, exposure_h: exposure_s / 3600, cost, ...repeats };
}

/** Everything the metrics say of the tickets of a plant, some of which are of a day only. */
export function naiveTicketFigures(plant: RandomPlant, range: TimeRange) {
  const { observed_from_s: first, observed_to_s: last } = plant;
  const window = [
    Math.max(dayStart(range.from), first),
    Math.min(dayStart(range.to), last),
  ] as const;
  const seen = plant.tickets
    .filter(({ from_s, day }) =>
      from_s === null
        ? dayEnd(day) > first && dayStart(day) < last
        : from_s >= first && from_s < last,
    )
    .map((ticket) => ({ ...ticket, is_open: (ticket.to_s ?? Infinity) > last }));
  const began = seen.filter(({ day }) => inside(range, day));
  const restored = began.filter(({ from_s, is_open }) => from_s !== null && !is_open);
  const hours: Record<string, number> = {};
  for (const { from_s, to_s, mode } of seen) {
    if (from_s === null) continue;
    const inside_s = overlap(from_s, Math.min(to_s ?? Infinity, last), window);
    hours[mode] = (hours[mode] ?? 0) + inside_s / 3600;
  }
  const durations = restored.map(({ from_s, to_s }) => (to_s ?? 0) - (from_s ?? 0));
  return {
    failure_count: began.length,
    restored_count: restored.length,
    open_excluded: began.filter(({ is_open }) => is_open).length,
    undated: began.filter(({ from_s }) => from_s === null).length,
    mttr: restored.length === 0 ? null : sum(durations) / 3600 / restored.length,
    hours,
  };
}

function dayEnd(day: string): number {
  return dayStart(new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10));
}

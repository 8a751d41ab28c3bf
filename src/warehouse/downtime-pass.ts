import { assert, assertDefined } from "../core/index.js";

/**
 * Downtime records by column, ordered by asset and start. Seconds count from 1970 and are already
 * cut to the observation of the asset.
 */
export interface DowntimeColumns {
  readonly event_no: readonly number[];
  readonly asset_no: readonly number[];
  /** Which site's days cut it: a position in the list of site days. */
  readonly site_no: readonly number[];
  readonly from_s: readonly number[];
  readonly to_s: readonly number[];
  /** 1 unplanned, 2 planned, 3 external or unknown; a lower one covers a higher one. */
  readonly class_rank: readonly number[];
  /** True when its end was not observed. */
  readonly is_open: readonly boolean[];
  /** True when its start or end was cut. */
  readonly is_clipped: readonly boolean[];
}

/** The local days of one site. */
export interface SiteDays {
  /** Days since 1970 of the first of them. */
  readonly first_day_no: number;
  /** Start of each day and the end of the last, seconds since 1970, ascending. */
  readonly starts_s: Float64Array;
}

/** What the pass found since it was last asked, by column. */
export interface PassOutput {
  /** One entry per asset and day with downtime; each second once, in the strongest class. */
  readonly days: {
    readonly asset_no: number[];
    readonly day_no: number[];
    readonly unplanned_s: number[];
    readonly planned_s: number[];
    readonly external_s: number[];
  };
  /** One entry per effective failure; `event_no` is its first record, `to_s` null while open. */
  readonly failures: {
    readonly failure_no: number[];
    readonly asset_no: number[];
    readonly event_no: number[];
    readonly from_s: number[];
    readonly to_s: (number | null)[];
    readonly is_open: boolean[];
    readonly is_clipped: boolean[];
    readonly record_count: number[];
  };
  /** One entry per unplanned record: the failure it is part of. */
  readonly members: { readonly event_no: number[]; readonly failure_no: number[] };
}

interface RunningFailure {
  readonly failure_no: number;
  readonly event_no: number;
  readonly from_s: number;
  is_open: boolean;
  is_clipped: boolean;
  record_count: number;
}

const UNPLANNED = 1;
const LEVELS = 3;
const DAY_S = 86_400;

function emptyOutput(): PassOutput {
  return {
    days: { asset_no: [], day_no: [], unplanned_s: [], planned_s: [], external_s: [] },
    failures: {
      failure_no: [],
      asset_no: [],
      event_no: [],
      from_s: [],
      to_s: [],
      is_open: [],
      is_clipped: [],
      record_count: [],
    },
    members: { event_no: [], failure_no: [] },
  };
}

/**
 * Unites overlapping downtime in one pass over sorted records.
 *
 * It never builds islands. For each level k it keeps the latest end among records of class k or
 * stronger; the part of a record after that end is fresh at level k. Fresh parts are disjoint and
 * cover exactly the union, so the seconds of class k are those fresh at level k less those fresh
 * at k - 1. An unplanned record that starts after the latest unplanned end starts an effective
 * failure; one that touches it does not.
 */
export class DowntimePass {
  private readonly sites: readonly SiteDays[];
  private output = emptyOutput();
  private asset_no = -1;
  private site: SiteDays = { first_day_no: 0, starts_s: new Float64Array(0) };
  /** Latest end per level; level 0 is unused. */
  private readonly latest_s = new Float64Array(LEVELS + 1).fill(-Infinity);
  /** Fresh seconds of the asset per level and day of its site. */
  private fresh_s: Float64Array[] = [];
  private first_touched = Infinity;
  private last_touched = -1;
  private failure: RunningFailure | null = null;
  private failure_count = 0;

  constructor(sites: readonly SiteDays[]) {
    this.sites = sites;
  }

  /** Takes the next records. */
  add(columns: DowntimeColumns): void {
    for (let i = 0; i < columns.asset_no.length; i += 1) this.addRecord(columns, i);
  }

  /** Closes the last asset; call once, after the last records. */
  finish(): void {
    this.closeAsset();
  }

  /** What was found since the last call. */
  take(): PassOutput {
    const taken = this.output;
    this.output = emptyOutput();
    return taken;
  }

  private addRecord(columns: DowntimeColumns, i: number): void {
    // Columns have one length, so every index of one is an index of all.
    const from_s = columns.from_s[i]!;
    const to_s = columns.to_s[i]!;
    const class_rank = columns.class_rank[i]!;
    if (columns.asset_no[i] !== this.asset_no) {
      this.closeAsset();
      this.beginAsset(columns.asset_no[i]!, columns.site_no[i]!);
    }
    if (class_rank === UNPLANNED) this.addToFailure(columns, i);
    for (let level = class_rank; level <= LEVELS; level += 1) {
      const latest = this.latest_s[level]!;
      this.addByDay(level, Math.max(from_s, latest), to_s);
      if (to_s > latest) this.latest_s[level] = to_s;
    }
  }

  private addToFailure(columns: DowntimeColumns, i: number): void {
    const event_no = columns.event_no[i]!;
    const from_s = columns.from_s[i]!;
    if (this.failure === null || from_s > this.latest_s[UNPLANNED]!) {
      this.closeFailure();
      this.failure_count += 1;
      this.failure = {
        failure_no: this.failure_count,
        event_no,
        from_s,
        is_open: false,
        is_clipped: false,
        record_count: 0,
      };
    }
    this.failure.record_count += 1;
    if (columns.is_open[i]!) this.failure.is_open = true;
    if (columns.is_clipped[i]!) this.failure.is_clipped = true;
    this.output.members.event_no.push(event_no);
    this.output.members.failure_no.push(this.failure.failure_no);
  }

  private closeFailure(): void {
    if (this.failure === null) return;
    const { failures } = this.output;
    failures.failure_no.push(this.failure.failure_no);
    failures.asset_no.push(this.asset_no);
    failures.event_no.push(this.failure.event_no);
    failures.from_s.push(this.failure.from_s);
    failures.to_s.push(this.failure.is_open ? null : this.latest_s[UNPLANNED]!);
    failures.is_open.push(this.failure.is_open);
    failures.is_clipped.push(this.failure.is_clipped);
    failures.record_count.push(this.failure.record_count);
    this.failure = null;
  }

  private beginAsset(asset_no: number, site_no: number): void {
    this.asset_no = asset_no;
    this.latest_s.fill(-Infinity);
    const site = assertDefined(this.sites[site_no], `site ${site_no} has no days`);
    if (site !== this.site) {
      this.site = site;
      this.fresh_s = Array.from(
        { length: LEVELS + 1 },
        () => new Float64Array(site.starts_s.length),
      );
    }
  }

  private closeAsset(): void {
    this.closeFailure();
    const [, unplanned, planned, external] = this.fresh_s;
    if (unplanned === undefined || planned === undefined || external === undefined) return;
    const { days } = this.output;
    for (let day = this.first_touched; day <= this.last_touched; day += 1) {
      const all_s = external[day]!;
      if (all_s === 0) continue;
      days.asset_no.push(this.asset_no);
      days.day_no.push(this.site.first_day_no + day);
      days.unplanned_s.push(unplanned[day]!);
      days.planned_s.push(planned[day]! - unplanned[day]!);
      days.external_s.push(all_s - planned[day]!);
      unplanned[day] = 0;
      planned[day] = 0;
      external[day] = 0;
    }
    this.first_touched = Infinity;
    this.last_touched = -1;
  }

  private addByDay(level: number, from_s: number, to_s: number): void {
    if (to_s <= from_s) return;
    const { starts_s } = this.site;
    const seconds = this.fresh_s[level]!;
    let day = this.dayOf(from_s);
    if (day < this.first_touched) this.first_touched = day;
    for (let at_s = from_s; at_s < to_s; day += 1) {
      const end_s = Math.min(to_s, starts_s[day + 1]!);
      seconds[day]! += end_s - at_s;
      at_s = end_s;
    }
    if (day - 1 > this.last_touched) this.last_touched = day - 1;
    assert(day < starts_s.length, `the calendar of asset ${this.asset_no} ends too early`);
  }

  /** The day that holds an instant: guessed by days of 24 hours, then corrected. */
  private dayOf(at_s: number): number {
    const { starts_s } = this.site;
    const last = starts_s.length - 2;
    assert(at_s >= starts_s[0]!, `the calendar of asset ${this.asset_no} begins too late`);
    let day = Math.min(last, Math.floor((at_s - starts_s[0]!) / DAY_S));
    while (day > 0 && starts_s[day]! > at_s) day -= 1;
    while (day < last && starts_s[day + 1]! <= at_s) day += 1;
    return day;
  }
}

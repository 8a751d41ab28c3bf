import { zoneOffsets, type ZoneOffset } from "../core/index.js";

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** How a site writes dates. */
export type DateStyle = "dmy" | "mdy" | "iso";

/** The clock of a site: turns instants into what an export of that site says. */
export class SiteTime {
  private readonly offsets: readonly ZoneOffset[];
  private readonly days = new Map<number, string>();
  private readonly digits = new Map<number, string>();
  private found = 0;

  constructor(
    readonly zone: string,
    private readonly style: DateStyle,
    span: { readonly from_ms: number; readonly to_ms: number },
  ) {
    this.offsets = zoneOffsets(zone, span.from_ms, span.to_ms);
  }

  /**
   * The instant itself, in whole minutes, unless the clock shows its time twice that day: then the
   * end of that stretch, so that a stamp without an offset still means one instant.
   */
  unambiguous(at_ms: number): number {
    const minute_ms = Math.ceil(at_ms / MINUTE_MS) * MINUTE_MS;
    this.offsetAt(minute_ms);
    for (const index of [this.found, this.found + 1]) {
      const [before, after] = [this.offsets[index - 1], this.offsets[index]];
      if (before === undefined || after === undefined) continue;
      const repeated_ms = before.offset_ms - after.offset_ms;
      const end_ms = after.from_ms + repeated_ms;
      if (minute_ms >= after.from_ms - repeated_ms && minute_ms < end_ms) return end_ms;
    }
    return minute_ms;
  }

  /** The instant so many hours after the beginning of its day, by the clock of the site. */
  atHour(at_ms: number, hour: number): number {
    const local_ms = at_ms + this.offsetAt(at_ms);
    const wall_ms = Math.floor(local_ms / DAY_MS) * DAY_MS + hour * 3_600_000;
    return wall_ms - this.offsetAt(wall_ms - this.offsetAt(at_ms));
  }

  /** The day of an instant, as the site writes it. */
  day(at_ms: number): string {
    return this.dayText(Math.floor((at_ms + this.offsetAt(at_ms)) / DAY_MS));
  }

  /** The day of an instant as six digits, year first. */
  dayDigits(at_ms: number): string {
    const number = Math.floor((at_ms + this.offsetAt(at_ms)) / DAY_MS);
    const known = this.digits.get(number);
    if (known !== undefined) return known;
    const digits = new Date(number * DAY_MS).toISOString().slice(2, 10).replaceAll("-", "");
    this.digits.set(number, digits);
    return digits;
  }

  /** The day and the minute of an instant, as the site writes them; empty for none. */
  stamp(at_ms: number | null): string {
    if (at_ms === null) return "";
    const local_ms = at_ms + this.offsetAt(at_ms);
    const number = Math.floor(local_ms / DAY_MS);
    const minutes = Math.floor((local_ms - number * DAY_MS) / MINUTE_MS);
    return `${this.dayText(number)} ${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
  }

  /** A day that no calendar has, as the site would write it. */
  impossible(at_ms: number): string {
    const year = new Date(at_ms).getUTCFullYear();
    return `${this.written(String(year), "02", "30")} 10:15`;
  }

  private offsetAt(at_ms: number): number {
    // Stamps of one asset lie close together, so the last answer is nearly always right.
    if (!this.isWithin(this.found, at_ms)) {
      const after = this.offsets.findIndex(({ from_ms }) => from_ms > at_ms);
      this.found = Math.max((after < 0 ? this.offsets.length : after) - 1, 0);
    }
    return this.offsets[this.found]!.offset_ms; // found is an index, by the lines above
  }

  private isWithin(index: number, at_ms: number): boolean {
    const from_ms = this.offsets[index]?.from_ms ?? -Infinity;
    return from_ms <= at_ms && at_ms < (this.offsets[index + 1]?.from_ms ?? Infinity);
  }

  private dayText(number: number): string {
    const known = this.days.get(number);
    if (known !== undefined) return known;
    const [year = "", month = "", day = ""] = new Date(number * DAY_MS)
      .toISOString()
      .slice(0, 10)
      .split("-");
    const text = this.written(year, month, day);
    this.days.set(number, text);
    return text;
  }

  private written(year: string, month: string, day: string): string {
    if (this.style === "dmy") return `${day}.${month}.${year}`;
    return this.style === "mdy" ? `${month}/${day}/${year}` : `${year}-${month}-${day}`;
  }
}

function two(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}

import {
  formatCount,
  formatDate,
  formatHours,
  formatInstant,
  formatMonth,
  formatNumber,
  text,
} from "../../core/index.js";
import type { DrawOptions, Notice } from "../define.js";
import { foldTimeline, seenSpan, type FoldedTimeline, type FoldRow } from "../fold.js";
import type { AssetTimeline, StopRecord, TimeClass } from "../inputs.js";
import { failuresOf, spanOf, stopsIn, unionMs } from "../stops.js";
import { sentences } from "../words.js";

const HOUR_MS = 3_600_000;
const FEW_BELOW = 4;

/** What stands in the place of the figure when the asset was never watched in the period. */
export function calendarNotice(timeline: AssetTimeline): Notice | null {
  const seen = seenSpan(timeline);
  if (seen.to_ms > seen.from_ms) return null;
  const sentence = text("charts.calendar.never", { tag: timeline.asset_tag });
  return { kind: "empty", word: text("charts.notice.empty.records"), sentence };
}

function openStop(timeline: AssetTimeline): StopRecord | null {
  const open = stopsIn(timeline.records, seenSpan(timeline)).filter(
    (record) => record.ended_at === null && record.time_class === "unplanned",
  );
  return open.toSorted((a, b) => (a.started_at < b.started_at ? -1 : 1))[0] ?? null;
}

/** How few of the longest failures make half of the hours down. */
function halfCount(hours: readonly number[]): number {
  const total = hours.reduce((sum, hour) => sum + hour, 0);
  let sum = 0;
  const sorted = hours.toSorted((a, b) => b - a);
  const index = sorted.findIndex((hour) => (sum += hour) >= total / 2);
  return index + 1;
}

function totalHours(timeline: AssetTimeline): number {
  return unionMs(timeline.records, seenSpan(timeline)) / HOUR_MS;
}

/** What to see in the time line: still out, nothing, few, or how few failures took half the hours. */
export function calendarFinding(timeline: AssetTimeline): string {
  const notice = calendarNotice(timeline);
  if (notice !== null) return notice.word;
  const { asset_tag: tag, zone } = timeline;
  const open = openStop(timeline);
  if (open !== null) {
    const since = formatInstant(open.started_at, zone);
    const hours = formatHours((seenSpan(timeline).to_ms - Date.parse(open.started_at)) / HOUR_MS);
    return text("charts.calendar.out", { tag, since, hours });
  }
  const failures = failuresOf(timeline.records, seenSpan(timeline));
  const count = failures.length;
  if (count === 0) return text("charts.calendar.none", { tag });
  const hours = formatHours(totalHours(timeline));
  const few = halfCount(failures.map((failure) => failure.hours));
  if (count < FEW_BELOW) return text("charts.calendar.few", { tag, count, hours });
  const some = text("charts.number", { word: String(few), number: formatCount(few) });
  return text("charts.calendar.half", { some, few, count, hours, tag });
}

/** What is drawn, naming only the kinds of stop that are there. */
export function calendarSub(
  timeline: AssetTimeline,
  options: Pick<DrawOptions, "emphasis">,
): string {
  const classes = new Set<TimeClass>(timeline.records.map((record) => record.time_class));
  const { emphasis } = options;
  const isEmphasised = emphasis !== undefined;
  const hasOther = classes.has("external") || classes.has("unknown");
  const { fold } = foldTimeline(timeline);
  return sentences(
    text("charts.calendar.sub", { fold }),
    classes.has("unplanned") ? text("charts.calendar.unplanned") : null,
    isEmphasised ? text("charts.calendar.emphasised", { reason: emphasis }) : null,
    !isEmphasised && openStop(timeline) !== null ? text("charts.calendar.open") : null,
    classes.has("planned") ? text("charts.calendar.planned") : null,
    hasOther ? text("charts.calendar.other") : null,
    text("charts.calendar.clock"),
  );
}

/** The name of a row: the week of a day, a month, a year. */
export function rowPeriod(row: FoldRow, { fold }: FoldedTimeline): string {
  if (fold === "year") return row.starts_on.slice(0, 4);
  if (fold === "month") return formatMonth(row.starts_on, { year: true });
  return formatDate(row.starts_on);
}

/** The text alternative: how long, how much, where most. */
export function describeTimeline(timeline: AssetTimeline): string {
  const folded = foldTimeline(timeline);
  const failures = failuresOf(timeline.records, seenSpan(timeline));
  const planned = folded.rows.reduce((sum, row) => sum + row.planned_count, 0);
  const busiest = folded.rows.toSorted((a, b) => b.failure_count - a.failure_count)[0];
  const first = folded.rows[0];
  const { fold } = folded;
  return sentences(
    text("charts.calendar.describe", {
      tag: timeline.asset_tag,
      fold,
      rows: folded.rows.length,
      first: first === undefined ? "" : rowPeriod(first, folded),
      failures: failures.length,
      planned,
      hours: formatHours(totalHours(timeline)),
    }),
    busiest === undefined || busiest.failure_count === 0
      ? null
      : text("charts.calendar.describe.most", {
          fold,
          period: rowPeriod(busiest, folded),
          count: busiest.failure_count,
        }),
    openStop(timeline) === null ? null : text("charts.calendar.describe.open"),
  );
}

/** The label of one stop: what it was, why, when, how long. */
export function stopLabel(timeline: AssetTimeline): (record: StopRecord) => string {
  const seen = seenSpan(timeline);
  return (record) => {
    const { from_ms, to_ms } = spanOf(record, seen);
    return text("charts.calendar.mark", {
      time_class: record.time_class,
      has_reason: record.reason !== null,
      reason: record.reason ?? "",
      from: formatInstant(record.started_at, timeline.zone),
      is_open: record.ended_at === null,
      hours: formatNumber((to_ms - from_ms) / HOUR_MS, 1),
    });
  };
}

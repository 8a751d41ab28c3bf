import { parse, type ParsedFields } from "node-cron";
import { addDays, addMonths, daysBetween, startOfMonth, type CivilDate } from "../core/index.js";
import { fail } from "./errors.js";

/** The fields of a cron text, as node-cron reads them; all of them must fit (AND). */
export type Cron = ParsedFields;

/** Reads a cron text; `where` names the place in the configuration for the error. */
export function parseCron(cron: string, where: string): Cron {
  try {
    return parse(cron);
  } catch (error) {
    const found = error instanceof Error ? error.message : String(error);
    throw fail("delivery.cron_invalid", { where, cron, found }, { cause: error });
  }
}

const dayOf = (date: CivilDate): number => Number(date.slice(8));
const weekdayOf = (date: CivilDate): number => new Date(`${date}T00:00:00Z`).getUTCDay();
const lastOf = (date: CivilDate): CivilDate => addDays(addMonths(date, 1), -1);

/** The Monday to Friday nearest to a date, inside its month. */
function nearestWorkday(date: CivilDate): CivilDate {
  const weekday = weekdayOf(date);
  if (weekday === 6) return addDays(date, dayOf(date) === 1 ? 2 : -1);
  if (weekday === 0) return addDays(date, date === lastOf(date) ? -2 : 1);
  return date;
}

/** `L` last day, `L-3` days before it, `15W` workday nearest to the 15th, `LW` last workday. */
function isMonthDayToken(token: string, date: CivilDate): boolean {
  const last = lastOf(date);
  const before = /^L-(\d+)$/.exec(token)?.[1];
  if (before !== undefined) return daysBetween(date, last) === Number(before);
  const near = /^(\d+|L)W$/.exec(token)?.[1];
  if (near === undefined) return token === "L" && date === last;
  if (near !== "L" && Number(near) > dayOf(last)) return false;
  const wanted = near === "L" ? last : addDays(startOfMonth(date), Number(near) - 1);
  return nearestWorkday(wanted) === date;
}

/** `1#2` second Monday, `5L` last Friday. */
function isWeekdayToken(token: string, date: CivilDate): boolean {
  const nth = /^(\d)#(\d)$/.exec(token);
  if (nth !== null) {
    const count = Math.ceil(dayOf(date) / 7);
    return weekdayOf(date) === Number(nth[1]) % 7 && count === Number(nth[2]);
  }
  const last = /^(\d)L$/.exec(token)?.[1];
  if (last === undefined) return false;
  return weekdayOf(date) === Number(last) % 7 && daysBetween(date, lastOf(date)) < 7;
}

/** True when the cron text fits some time of that day. */
export function fitsDay(cron: Cron, date: CivilDate): boolean {
  const isMonthDay = cron.dayOfMonth.some((wanted) =>
    typeof wanted === "number" ? wanted === dayOf(date) : isMonthDayToken(wanted, date),
  );
  const isWeekday = cron.dayOfWeek.some((wanted) =>
    typeof wanted === "number" ? wanted === weekdayOf(date) : isWeekdayToken(wanted, date),
  );
  return cron.month.includes(Number(date.slice(5, 7))) && isMonthDay && isWeekday;
}

/** The times of a day that fit, as seconds since midnight, earliest first. */
export function secondsOfDay(cron: Cron): number[] {
  const ascending = (values: readonly number[]): number[] => [...values].sort((a, b) => a - b);
  return ascending(cron.hour).flatMap((hour) =>
    ascending(cron.minute).flatMap((minute) =>
      ascending(cron.second).map((second) => (hour * 60 + minute) * 60 + second),
    ),
  );
}

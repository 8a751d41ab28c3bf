import type { FinerGrain } from "./define.js";
import { soundMonths, type Month } from "./months.js";
import { linearScale, type LinearScale } from "./ticks.js";

/** Intervals may reach so many times beyond the largest value before they are cut. */
const CUT_ABOVE = 2.2;

function isNumber(value: number | null): value is number {
  return value !== null;
}

/** The vertical scale: the values with their intervals, unless those run far away. */
export function monthScale(months: readonly Month[], finer: FinerGrain | null): LinearScale {
  const sound = soundMonths(months);
  const fine = (finer?.points ?? []).map((point) => point.value).filter(isNumber);
  const values = [...sound.map((month) => month.value ?? 0), ...fine];
  if (values.length === 0) {
    const bounds = months.map((month) => month.lower).filter(isNumber);
    return linearScale(0, Math.max(1, ...bounds) * CUT_ABOVE);
  }
  const uppers = sound.map((month) => month.upper).filter(isNumber);
  const lowers = sound.map((month) => month.lower).filter(isNumber);
  const highest = Math.min(Math.max(...values, ...uppers), Math.max(...values) * CUT_ABOVE);
  return linearScale(Math.min(...values, ...lowers), highest);
}

/** True when an interval runs beyond the scale. */
export function isCut(months: readonly Month[], { to }: LinearScale): boolean {
  return months.some((month) => (month.upper ?? 0) > to);
}

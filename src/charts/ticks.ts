import { formatNumber, withUnit } from "../core/index.js";

const STEPS = [1, 2, 2.5, 5, 10];

/** The smallest step of 1, 2, 2.5 or 5 times a power of ten that is at least so large. */
function niceStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  return (STEPS.find((step) => step * power >= least * 0.999) ?? 10) * power;
}

/** A linear scale that begins and ends on round numbers, with three to five gridlines. */
export interface LinearScale {
  readonly from: number;
  readonly to: number;
  readonly ticks: readonly number[];
}

/**
 * A scale for values between two numbers. It starts at 0 when the values reach down to a third
 * of the range; otherwise a little below the smallest, which the figure's sub-line then says.
 */
export function linearScale(lowest: number, highest: number): LinearScale {
  const isFromZero = lowest < highest * 0.35;
  const bottom = isFromZero ? 0 : lowest;
  const span = highest > bottom ? highest - bottom : Math.max(Math.abs(highest), 1) * 0.2;
  const step = niceStep(span / 3.6);
  const part = step / 5;
  const from = isFromZero ? 0 : Math.max(0, Math.floor((bottom - span * 0.12) / part) * part);
  const to = Math.ceil(highest / step - 1e-9) * step;
  const ticks: number[] = [];
  for (let k = Math.ceil(from / step - 1e-9); k * step <= to + step * 1e-9; k += 1) {
    ticks.push(Number((k * step).toPrecision(12)));
  }
  return { from: Number(from.toPrecision(12)), to, ticks };
}

/** Gridlines of a logarithmic scale at 1, 3, 10, 30, or at whole decades once there are many. */
export function logTicks(lowest: number, highest: number): number[] {
  const decades = Math.log10(highest / lowest);
  const factors = decades > 2.2 ? [1] : [1, 3];
  const ticks: number[] = [];
  for (let k = Math.floor(Math.log10(lowest)); k <= Math.log10(highest); k += 1) {
    for (const factor of factors) {
      const tick = Number((factor * 10 ** k).toPrecision(6));
      if (tick >= lowest && tick <= highest) ticks.push(tick);
    }
  }
  return ticks;
}

/** What stands at the gridlines: the same decimals at all of them, the unit at the last. */
export function tickTexts(
  ticks: readonly number[],
  unit: string,
): { readonly tick: number; readonly label: string }[] {
  const decimals = Math.max(0, ...ticks.map((tick) => String(tick).split(".")[1]?.length ?? 0));
  return ticks.map((tick, index) => {
    const number = formatNumber(tick, decimals);
    return { tick, label: index === ticks.length - 1 ? withUnit(number, unit) : number };
  });
}

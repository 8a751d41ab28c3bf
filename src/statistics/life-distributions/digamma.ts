import { assert } from "../../core/index.js";

const SERIES_FROM = 10;

/** Derivative of ln Γ(x) for x > 0, to 1e-14. Abramowitz and Stegun, 6.3.5 and 6.3.18. */
export function digamma(x: number): number {
  assert(x > 0, "digamma needs a positive argument");
  let [sum, y] = [0, x];
  for (; y < SERIES_FROM; y += 1) sum -= 1 / y;
  const s = 1 / (y * y);
  const series =
    s *
    (1 / 12 - s * (1 / 120 - s * (1 / 252 - s * (1 / 240 - s * (1 / 132 - (s * 691) / 32760)))));
  return sum + Math.log(y) - 1 / (2 * y) - series;
}

/** Second derivative of ln Γ(x) for x > 0, to 1e-14. Abramowitz and Stegun, 6.4.6 and 6.4.12. */
export function trigamma(x: number): number {
  assert(x > 0, "trigamma needs a positive argument");
  let [sum, y] = [0, x];
  for (; y < SERIES_FROM; y += 1) sum += 1 / (y * y);
  const s = 1 / (y * y);
  const series =
    1 / 6 - s * (1 / 30 - s * (1 / 42 - s * (1 / 30 - s * (5 / 66 - (s * 691) / 2730))));
  return sum + 1 / y + s / 2 + (s / y) * series;
}

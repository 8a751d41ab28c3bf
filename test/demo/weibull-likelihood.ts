/** One life: how long, and whether it ended in a failure (else it was still going on). */
export interface Life {
  readonly hours: number;
  readonly failed: boolean;
}

/**
 * Maximum likelihood of a two-parameter Weibull with right censoring, apart from the product's own
 * estimator: Newton's method on the profile equation
 * `sum(t^b ln t) / sum(t^b) - 1/b - mean(ln t of failures) = 0` (Nelson 1982, chapter 8).
 */
export function weibullByNewton(lives: readonly Life[]): { beta: number; eta: number } {
  const failures = lives.filter((life) => life.failed);
  const meanLog = failures.reduce((sum, { hours }) => sum + Math.log(hours), 0) / failures.length;
  let beta = 1;
  for (let step = 0; step < 100; step += 1) {
    let [s0, s1, s2] = [0, 0, 0];
    for (const { hours } of lives) {
      const power = Math.pow(hours, beta);
      const log = Math.log(hours);
      s0 += power;
      s1 += power * log;
      s2 += power * log * log;
    }
    const value = s1 / s0 - 1 / beta - meanLog;
    const slope = s2 / s0 - (s1 / s0) ** 2 + 1 / beta ** 2;
    const next = Math.max(beta - value / slope, beta / 2);
    if (Math.abs(next - beta) < 1e-10) break;
    beta = next;
  }
  const total = lives.reduce((sum, { hours }) => sum + Math.pow(hours, beta), 0);
  return { beta, eta: Math.pow(total / failures.length, 1 / beta) };
}

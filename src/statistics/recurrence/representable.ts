/** exp(log), or null where that is beyond the numbers a computer holds. */
export function expOrNull(log: number): number | null {
  const value = Math.exp(log);
  return value > 0 && value < Infinity ? value : null;
}

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const DAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

interface CronField {
  readonly from: number;
  readonly to: number;
  /** Names of the values, the first standing for `from`. */
  readonly names: readonly string[];
}

const FIELDS: readonly CronField[] = [
  { from: 0, to: 59, names: [] },
  { from: 0, to: 23, names: [] },
  { from: 1, to: 31, names: [] },
  { from: 1, to: 12, names: MONTHS },
  { from: 0, to: 7, names: DAYS },
];

function numberOf(word: string, field: CronField): number | null {
  const named = field.names.indexOf(word.toLowerCase());
  if (named >= 0) return field.from + named;
  if (!/^\d{1,2}$/.test(word)) return null;
  const value = Number(word);
  return value >= field.from && value <= field.to ? value : null;
}

function isPart(part: string, field: CronField): boolean {
  const [range = "", step, ...more] = part.split("/");
  if (more.length > 0) return false;
  if (step !== undefined && (!/^\d{1,2}$/.test(step) || Number(step) < 1)) return false;
  if (range === "*") return true;
  const [first = "", last, ...rest] = range.split("-");
  const low = numberOf(first, field);
  if (low === null || rest.length > 0) return false;
  if (last === undefined) return step === undefined;
  const high = numberOf(last, field);
  return high !== null && low <= high;
}

/** True for a line of five cron fields: minute, hour, day of month, month, day of week. */
export function isCronLine(line: string): boolean {
  const fields = line.trim().split(/\s+/);
  if (fields.length !== FIELDS.length) return false;
  return fields.every((words, index) => {
    const field = FIELDS[index]!; // as many as there are fields, by the line above
    return words.split(",").every((part) => isPart(part, field));
  });
}

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const DAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

interface CronField {
  readonly from: number;
  readonly to: number;
  /** Names of the values, the first standing for `from`. */
  readonly names: readonly string[];
  /** Days that only a calendar knows, such as the last one or the first working day. */
  readonly special?: RegExp;
}

/** `L` last day, `L-3` days before it, `1W` workday nearest to the 1st, `LW` last workday. */
const SPECIAL_DAY = /^(L|L-([1-9]|[12]\d|30)|LW|([1-9]|[12]\d|3[01])W)$/;
/** `1#2` second Monday, `5L` last Friday. */
const SPECIAL_WEEKDAY = /^[0-7](#[1-5]|L)$/;

const FIELDS: readonly CronField[] = [
  { from: 0, to: 59, names: [] },
  { from: 0, to: 23, names: [] },
  { from: 1, to: 31, names: [], special: SPECIAL_DAY },
  { from: 1, to: 12, names: MONTHS },
  { from: 0, to: 7, names: DAYS, special: SPECIAL_WEEKDAY },
];

function numberOf(word: string, field: CronField): number | null {
  const named = field.names.indexOf(word.toLowerCase());
  if (named >= 0) return field.from + named;
  if (!/^\d{1,2}$/.test(word)) return null;
  const value = Number(word);
  return value >= field.from && value <= field.to ? value : null;
}

function isPart(part: string, field: CronField): boolean {
  if (field.special?.test(part) === true) return true;
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

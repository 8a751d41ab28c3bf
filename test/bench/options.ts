import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";

/** The measurements, in the order in which they run. */
export const PARTS = ["extraction", "refresh", "kpi", "pages", "start"] as const;

/** One of the measurements. */
export type Part = (typeof PARTS)[number];

/** What a run of the bench is to do. */
export interface BenchOptions {
  /** About how many work orders the generated plant has. */
  readonly orders: number;
  /** Where plant and data are; a temporary folder, removed at the end, when none was named. */
  readonly folder: string;
  readonly is_folder_kept: boolean;
  /** How many rounds count; one more runs before them and is dropped. */
  readonly rounds: number;
  readonly parts: readonly Part[];
  /** File to write the results to, or null. */
  readonly output: string | null;
}

const HELP = `npm run bench -- [options]

  --orders NUMBER  about how many work orders (default: 1000000)
  --dir FOLDER     keep the plant here and use it again
  --rounds NUMBER  rounds that count, after one that is dropped (default: 5)
  --only NAMES     of ${PARTS.join(",")}
  --out FILE       write the results as Markdown, too
`;

function wholeNumber(name: string, typed: string): number {
  const value = Number(typed);
  if (Number.isInteger(value) && value > 0) return value;
  throw new Error(`--${name}: ${typed} — expected a whole number above 0`);
}

function partOf(name: string): Part {
  const part = PARTS.find((one) => one === name);
  if (part === undefined) throw new Error(`--only: ${name} — expected ${PARTS.join(", ")}`);
  return part;
}

/** The options of a command line; null when it asks for help, which is then printed. */
export function parseOptions(words: readonly string[]): BenchOptions | null {
  const { values } = parseArgs({
    args: [...words],
    options: {
      orders: { type: "string", default: "1000000" },
      dir: { type: "string" },
      rounds: { type: "string", default: "5" },
      only: { type: "string", default: PARTS.join(",") },
      out: { type: "string" },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    console.log(HELP);
    return null;
  }
  const named = values.dir === undefined ? null : resolve(values.dir);
  return {
    orders: wholeNumber("orders", values.orders),
    folder: named ?? mkdtempSync(join(tmpdir(), "meantime-bench-")),
    is_folder_kept: named !== null,
    rounds: wholeNumber("rounds", values.rounds),
    parts: values.only.split(",").map(partOf),
    output: values.out === undefined ? null : resolve(values.out),
  };
}

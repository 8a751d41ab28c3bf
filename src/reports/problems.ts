import type { Issue } from "../core/index.js";
import { fail } from "./errors.js";

/** What is wrong at one place of a report file. */
export interface Problem {
  readonly message: string;
  readonly received?: string;
  readonly expected?: string;
  /** The word that was probably meant. */
  readonly nearest?: string | undefined;
  /** The directive it stands in, such as `::tiles`. */
  readonly directive?: string;
}

/** Collects every problem of one report file, so that all are told at once. */
export class Problems {
  readonly #file: string;
  readonly #found: { readonly line: number; readonly issue: Issue }[] = [];

  /** For a file of that name. */
  constructor(file: string) {
    this.#file = file;
  }

  /** Notes one problem at a line, counted from 1. */
  add(line: number, problem: Problem): void {
    const { message, received, expected, directive } = problem;
    const place = directive === undefined ? "" : ` ${directive}`;
    this.#found.push({
      line,
      issue: {
        where: `${this.#file}:${line}${place}`,
        message,
        ...(received === undefined ? {} : { received }),
        ...(expected === undefined ? {} : { expected }),
        ...(problem.nearest === undefined ? {} : { hint: `did you mean ${problem.nearest}?` }),
      },
    });
  }

  /** Throws `report.invalid` with every problem, in the order of lines; returns when there is none. */
  throwIfAny(): void {
    const issues = this.#found.sort((a, b) => a.line - b.line).map(({ issue }) => issue);
    const [first] = issues;
    if (first === undefined) return;
    const advice = first.hint ?? (first.expected === undefined ? "" : `expected ${first.expected}`);
    const sentence = `${first.where}: ${first.message}${advice === "" ? "" : ` — ${advice}`}`;
    const values = { file: this.#file, count: issues.length, first: sentence };
    throw fail("report.invalid", values, { issues });
  }
}

import { describe, expect, test } from "vitest";
import { COMMANDS } from "../../src/cli/commands.js";
import { errorReport } from "../../src/cli/print-error.js";
import { AppError, EXIT_CODE, type ErrorKind } from "../../src/core/index.js";
import { runRecorded } from "./recorded-run.js";

/** A command line, the error it ends in, and what stands in the lines that tell it. */
type Wrong = [typed: string, code: string, said: readonly string[]];

const WRONG: readonly Wrong[] = [
  ["metrc mtbf", "input.command_unknown", ["unknown command: metrc", "did you mean metric?"]],
  ["xyzzyx", "input.command_unknown", ["meantime COMMAND [words] [options]"]],
  ["metric mtbf --fron 2018-04-01", "input.option_unknown", ["--fron", "did you mean --from?"]],
  ["metric mtbf --jsn", "input.option_unknown", ["unknown option of metric", "--json?"]],
  ["export downtime -x file", "input.option_unknown", ["unknown option of export: -x"]],
  ["metric", "input.words", ["wrong number of words for metric: 0 — expected <id>"]],
  ["metric mtbf mttr", "input.words", ["wrong number of words for metric: 2 — expected <id>"]],
  ["doctor now", "input.words", ["wrong number of words for doctor: 1 — expected none"]],
  ["metric mtbf --from", "input.option_value", ["--from: nothing — expected DATE"]],
  ["metric mtbf --from --json", "input.option_value", ["--from: nothing — expected DATE"]],
  ["metric mtbf --set measure", "input.option_value", ["--set: measure — expected name=value"]],
  ["export downtime --format cvs", "input.option_value", ["cvs — expected csv,", "mean csv?"]],
  ["report monthly-kpi --format pfd", "input.option_value", ["pfd — expected html", "pdf?"]],
  ["refresh --as-of last", "input.option_value", ["last — expected a whole number from 1"]],
  ["demo", "input.option_value", ["--out: nothing — expected DIR"]],
  [
    "demo --out x --sites three",
    "input.option_value",
    ["--sites: three — expected a whole number"],
  ],
  ["demo --out x --dirt much", "input.option_value", ["--dirt: much — expected a number"]],
  ["doctor --port 3000", "input.option_unknown", ["unknown option of doctor: --port"]],
];

describe("a wrong command line", () => {
  test.each(WRONG)("%s", async (typed, code, said) => {
    const result = await runRecorded(typed.split(" "));
    expect(result.code).toBe(EXIT_CODE.input);
    expect(result.printed).toEqual([]);
    const told = result.said.join("\n");
    expect(told).toContain(`[${code}]`);
    for (const words of said) expect(told).toContain(words);
    expect(told).not.toMatch(/\bat .*\.ts:\d+/);
  });

  test("is told of every command that takes options", async () => {
    for (const name of Object.keys(COMMANDS)) {
      const command = await COMMANDS[name]?.();
      const words = Array.from({ length: command?.minimum_words ?? 0 }, () => "x");
      const { code, said } = await runRecorded([name, ...words, "--no-such-option"]);
      expect(code).toBe(EXIT_CODE.input);
      expect(said.join("\n")).toContain(`unknown option of ${name}: --no-such-option`);
    }
  });
});

describe("exit codes", () => {
  test("are those that CONTRIBUTING documents, one for each kind of error", () => {
    const documented: Record<ErrorKind, number> = {
      ...{ input: 2, auth: 3, not_found: 4, conflict: 5, limit: 6 },
      ...{ source: 7, data: 8, config: 9, internal: 70 },
    };
    for (const [kind, exitCode] of Object.entries(documented)) {
      const error = new AppError("some.code", kind as ErrorKind, "it went wrong");
      expect(errorReport(error)).toEqual({ lines: ["error: it went wrong [some.code]"], exitCode });
    }
  });

  test("an error that is not ours is told whole, as a fault of ours", () => {
    const { lines, exitCode } = errorReport(new TypeError("x is not a function"));
    expect(exitCode).toBe(70);
    expect(lines[0]).toContain("unexpected error");
    expect(lines[1]).toContain("x is not a function");
  });

  test("every issue of an error is told with what was received, expected and to be done", () => {
    const error = new AppError("some.code", "config", {
      message: "2 problems",
      hint: "mend both",
      issues: [
        { where: "a.yaml:3:1 port", message: "wrong", received: "x", expected: "1", hint: "2" },
        { where: "a.yaml:9:1 host", message: "odd" },
      ],
    });
    expect(errorReport(error).lines).toEqual([
      "error: 2 problems [some.code]",
      "  a.yaml:3:1 port: wrong",
      "    received: x",
      "    expected: 1",
      "    hint: 2",
      "  a.yaml:9:1 host: odd",
      "  hint: mend both",
    ]);
  });
});

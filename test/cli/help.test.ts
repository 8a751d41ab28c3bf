import { describe, expect, test } from "vitest";
import { COMMANDS } from "../../src/cli/commands.js";
import { EXIT_CODE, text } from "../../src/core/index.js";
import { SOFTWARE_VERSION } from "../../src/main/version.js";
import { runRecorded } from "./recorded-run.js";

const names = Object.keys(COMMANDS);

/** The commands that the product promises, by name. */
const PROMISED = ["serve", "extract", "refresh", "metric", "report", "export", "demo", "doctor"];

describe("help", () => {
  test("of the program names every command, how to learn more and every exit code", async () => {
    expect(names).toEqual(expect.arrayContaining(PROMISED));
    const shown = await Promise.all(
      [[], ["help"], ["--help"], ["-h"]].map((typed) => runRecorded(typed)),
    );
    for (const { code, printed, said } of shown) {
      expect({ code, said }).toEqual({ code: 0, said: [] });
      expect(printed).toEqual(shown[0]?.printed);
    }
    const lines = shown[0]?.printed ?? [];
    for (const name of names) {
      const command = await COMMANDS[name]?.();
      const line = lines.find((candidate) => candidate.startsWith(`  ${name} `));
      expect(line).toContain(text(command?.summary ?? "cli.help.more"));
    }
    const exit_codes = lines.at(-1) ?? "";
    for (const code of new Set(Object.values(EXIT_CODE))) {
      expect(exit_codes).toMatch(new RegExp(`\\b${code}\\b`));
    }
  });

  test.each(names)(
    "of %s is made of its declaration: words, every option, --help",
    async (name) => {
      const command = await COMMANDS[name]?.();
      if (command === undefined) throw new Error(`no command: ${name}`);
      expect(command.name).toBe(name);
      for (const typed of [
        [name, "--help"],
        [name, "-h"],
        [name, "--help", "--no-such-option"],
      ]) {
        const { code, printed, said } = await runRecorded(typed);
        expect({ code, said }).toEqual({ code: 0, said: [] });
        expect(printed[0]).toBe(text(command.summary));
        expect(printed.join("\n")).toContain(`meantime ${name} ${command.words}`.trim());
        for (const option of command.options) {
          const words =
            option.kind === "flag"
              ? `--${option.name} `
              : `--${option.name} ${option.placeholder ?? ""}`;
          const line = printed.find((candidate) => candidate.includes(words));
          expect(line, words).toContain(text(option.summary));
          if (option.short !== undefined) expect(line).toContain(`-${option.short}, `);
        }
        expect(printed.at(-1)).toContain("--help");
      }
    },
  );

  test("lines of help fit a terminal of a hundred columns or are one sentence", async () => {
    for (const name of names) {
      const { printed } = await runRecorded([name, "--help"]);
      expect(printed.filter((line) => line.length > 100)).toEqual([]);
    }
  });

  test("every option that takes a value says what stands for it", async () => {
    for (const name of names) {
      const options = (await COMMANDS[name]?.())?.options ?? [];
      const silent = options.filter(({ kind, placeholder }) => kind === "value" && !placeholder);
      expect(silent).toEqual([]);
    }
  });

  test("--version prints the version and nothing else", async () => {
    const { code, printed } = await runRecorded(["--version"]);
    expect({ code, printed }).toEqual({ code: 0, printed: [SOFTWARE_VERSION] });
  });
});

import { describe, expect, test } from "vitest";
import {
  AppError,
  defineErrors,
  LOCAL_PRINCIPAL,
  nearest,
  scopeKey,
  seededRandom,
  text,
} from "../../src/core/index.js";

describe("nearest word", () => {
  test("offers the word that was meant", () => {
    expect(nearest("delimeter", ["delimiter", "decimal", "entity"])).toBe("delimiter");
    expect(nearest("mtbff", ["mttr", "mtbf"])).toBe("mtbf");
    expect(nearest("Pareto", ["pareto"])).toBe("pareto");
  });

  test("counts swapped neighbours as one slip", () => {
    expect(nearest("fiedls", ["files", "fields"])).toBe("fields");
  });

  test("offers nothing when nothing is near", () => {
    expect(nearest("xylophone", ["mtbf", "mttr"])).toBeUndefined();
    expect(nearest("x", [])).toBeUndefined();
  });
});

describe("errors", () => {
  test("carry code, kind, message, hint and cause from their table", () => {
    const fail = defineErrors({
      "source.missing": {
        kind: "source",
        message: (v: { file: string }) => `file not found: ${v.file}`,
        doc: "The file is not there.",
      },
    } as const);
    const cause = new Error("ENOENT");
    const error = fail("source.missing", { file: "a.csv" }, { hint: "check the path", cause });
    expect(error).toBeInstanceOf(AppError);
    const { code, kind, message, hint } = error;
    expect({ code, kind, message, hint, cause: error.cause }).toEqual({
      code: "source.missing",
      kind: "source",
      message: "file not found: a.csv",
      hint: "check the path",
      cause,
    });
  });
});

describe("principal", () => {
  test("two principals share a scope key exactly when they may see the same sites", () => {
    const key = (sites: readonly string[] | "all"): string =>
      scopeKey({ ...LOCAL_PRINCIPAL, sites });
    expect(key(["b", "a"])).toBe(key(["a", "b"]));
    expect(key(["a"])).not.toBe(key(["a", "b"]));
    expect(key([])).not.toBe(key("all"));
    expect(key(["*"])).not.toBe(key("all"));
    expect(key(["a,b"])).not.toBe(key(["a", "b"]));
  });
});

describe("random", () => {
  test("gives the same stream for the same seed and another for another", () => {
    const draw = (seed: number): number[] => {
      const random = seededRandom(seed);
      return Array.from({ length: 5 }, () => random.next());
    };
    expect(draw(7)).toEqual(draw(7));
    expect(draw(7)).not.toEqual(draw(8));
    expect(draw(7).every((value) => value >= 0 && value < 1)).toBe(true);
  });
});

describe("messages", () => {
  test("values stand in their places as they are", () => {
    expect(text("cli.error.message", { message: "<b>no</b>", code: "x.y" })).toBe(
      "<b>no</b> [x.y]",
    );
  });
});

import { describe, expect, test } from "vitest";
import { formatSchema } from "../../src/config/value-schemas.js";
import { formatKind } from "../../src/warehouse/field-maps.js";

const LETTERS = Array.from("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz%");

describe("a date format", () => {
  test("has a kind for every code that the configuration allows", () => {
    const codes = LETTERS.flatMap((letter) => [`%${letter}`, `%-${letter}`]);
    const allowed = codes.filter((code) => formatSchema.safeParse(code).success);
    expect(allowed.length).toBeGreaterThan(50);
    for (const code of allowed) expect(() => formatKind(code), code).not.toThrow();
  });

  // DuckDB's strptime gives a time of day for the codes named here, a zone for %z and %Z.
  const kinds = {
    "%-d.%-m.%Y": "day",
    "%x": "day",
    "%d.%m.%y %-H": "time",
    "%Y-%m-%d %M": "time",
    "%Y-%m-%d %S": "time",
    "%Y-%m-%d %f": "time",
    "%Y-%m-%d %-I %p": "time",
    "%c": "time",
    "%Y%m%d%H%M%S%z": "zoned",
    "%Y-%m-%d %H:%M %Z": "zoned",
    "%Y-%m-%d %%H": "day",
  } as const;
  for (const [format, kind] of Object.entries(kinds)) {
    test(`such as ${format} gives: ${kind}`, () => {
      expect(formatKind(format)).toBe(kind);
    });
  }
});

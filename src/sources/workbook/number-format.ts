/** What a number in a cell stands for, by its number format. */
export type NumberKind = "number" | "date" | "date_time" | "time" | "duration";

/** Built-in formats whose codes are not written in the file (ECMA-376 part 1, 18.8.30). */
const BUILT_IN: Readonly<Record<number, NumberKind>> = {
  14: "date",
  15: "date",
  16: "date",
  17: "date",
  18: "time",
  19: "time",
  20: "time",
  21: "time",
  22: "date_time",
  ...Object.fromEntries([27, 28, 29, 30, 31, 34, 35, 36].map((id) => [id, "date"])),
  32: "time",
  33: "time",
  45: "time",
  46: "duration",
  47: "time",
  ...Object.fromEntries([50, 51, 52, 53, 54, 55, 56, 57, 58].map((id) => [id, "date"])),
};

/** What a built-in format's numbers stand for. */
export function builtInKind(id: number): NumberKind {
  return BUILT_IN[id] ?? "number";
}

/**
 * What a format code's numbers stand for. `m` is a month unless hours or seconds stand beside it;
 * quoted and escaped texts, colours and conditions say nothing.
 */
export function kindOfCode(code: string): NumberKind {
  const first = bare(code.split(";", 1)[0] ?? "");
  if (/\[(h+|m+|s+)\]/i.test(first)) return "duration";
  const letters = first.replace(/\[[^\]]*\]/g, "").toLowerCase();
  if (/general/.test(letters)) return "number";
  const hasTime = /[hs]|am\/pm|a\/p/.test(letters);
  const hasDate = /[yd]/.test(letters) || (/m/.test(letters) && !hasTime);
  if (hasDate) return hasTime ? "date_time" : "date";
  return hasTime ? "time" : "number";
}

/** The code without what is only shown: quoted texts, escaped characters, fill and width marks. */
function bare(code: string): string {
  return code
    .replace(/"[^"]*"/g, "")
    .replace(/\\./g, "")
    .replace(/[_*]./g, "");
}

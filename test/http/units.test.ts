import { describe, expect, test } from "vitest";
import {
  elapsedMs,
  fixedClock,
  limits,
  LOCAL_PRINCIPAL,
  periodText,
} from "../../src/core/index.js";
import { address, readable, withSuffix, withTheme } from "../../src/http/address.js";
import { guardedCsv } from "../../src/http/csv-guard.js";
import { csvExcelText, csvText } from "../../src/http/csv.js";
import { formTokens } from "../../src/http/form-token.js";
import { withinTimeLimit } from "../../src/http/middleware/request-limits.js";
import { acceptedFormat, splitPath } from "../../src/http/negotiate.js";
import { askedRange, dataSpan, periodQuery } from "../../src/http/scope/period.js";
import { entityTag, matchesTag, pageCache } from "../../src/http/serve/page-cache.js";
import { assetTree, sortedRows, type AssetRow } from "../../src/http/pages/asset-rows.js";

describe("an address", () => {
  test("writes its parameters in one order and leaves empty ones out", () => {
    expect(address("/pareto", { measure: "cost", site: "a b", q: "" })).toBe(
      "/pareto?site=a%20b&measure=cost",
    );
    expect(address("/metrics/failure_pareto", { group: "", q: "" })).toBe(
      "/metrics/failure_pareto?group=",
    );
    expect(readable(`/x?group=${"x".repeat(limits.url_bytes)}`)).toBe("");
    expect(withSuffix("/metrics/mtbf?site=a#rows", "csv")).toBe("/metrics/mtbf.csv?site=a#rows");
    expect(withSuffix("/?site=a", "json")).toBe("/overview.json?site=a");
  });

  test("made elsewhere gets the theme of the page, an outside one does not", () => {
    expect(withTheme("/assets/1?site=a#x", "dark")).toBe("/assets/1?site=a&theme=dark#x");
    expect(withTheme("/assets/1", "dark")).toBe("/assets/1?theme=dark");
    expect(withTheme("https://example.org/", "dark")).toBe("https://example.org/");
    expect(withTheme("/assets/1", undefined)).toBe("/assets/1");
  });

  test("has a format only from the fixed list", () => {
    expect(splitPath("/assets/P-1.01")).toEqual({ path: "/assets/P-1.01", format: null });
    expect(splitPath("/assets/P-1.csv")).toEqual({ path: "/assets/P-1", format: "csv" });
    expect(splitPath("/openapi.json")).toEqual({ path: "/openapi.json", format: null });
    expect(splitPath("/overview.csv")).toEqual({ path: "/", format: "csv" });
    expect(splitPath("/assets.csv-excel")).toEqual({ path: "/assets", format: "csv-excel" });
  });
});

describe("an Accept header", () => {
  test("chooses the format wanted most among those offered", () => {
    const offered = ["html", "json", "csv"] as const;
    expect(acceptedFormat("text/html,application/xhtml+xml,*/*;q=0.8", offered)).toBe("html");
    expect(acceptedFormat("text/csv;q=0.5, application/json;q=0.9", offered)).toBe("json");
    expect(acceptedFormat("text/csv", offered)).toBe("csv");
    expect(acceptedFormat("image/png", offered)).toBe("html");
    expect(acceptedFormat(undefined, ["json", "csv"])).toBe("json");
  });
});

describe("csv", () => {
  test("is RFC 4180: quotes doubled, line ends CRLF, unknown as nothing, text left as it is", () => {
    const rows = [
      { a: 'say "x"', b: 1.5 },
      { a: "two\nlines", b: null },
      { a: "=1+1", b: true },
    ];
    expect(csvText({ columns: ["a", "b"], rows })).toBe(
      'a,b\r\n"say ""x""",1.5\r\n"two\nlines",\r\n=1+1,true\r\n',
    );
  });
});

describe("csv for spreadsheets", () => {
  const rows = [
    { a: "=1+1", b: -5, at: "2018-04-01T10:00:00Z" },
    { a: "-5", b: null, at: null },
    { a: '@SUM(A1,"x")', b: 0.5, at: "2018-04-01" },
    { a: "\uff1d1", b: 1, at: "\tx" },
    { a: "plain = text", b: 2, at: "+49 30" },
  ];
  const expected =
    "\ufeffa,b,at\r\n'=1+1,-5,2018-04-01 10:00:00\r\n'-5,,\r\n" +
    '"\'@SUM(A1,""x"")",0.5,2018-04-01\r\n\'\uff1d1,1,\'\tx\r\nplain = text,2,\'+49 30\r\n';

  test("has a mark, instants that it reads, and no text that it would compute", () => {
    expect(csvExcelText({ columns: ["a", "b", "at"], rows })).toBe(expected);
  });

  test("is the same where a raw file is guarded as it passes, however it is cut", async () => {
    const raw =
      'a,b,at,c\r\n=1+1,-5,2018-04-01T10:00:00Z,\r\n"-5",,,""\r\n"@x ""y""\n=z",0.5,,"\r"\r\n+1,,,@\r\n';
    const guarded =
      '\ufeffa,b,at,c\r\n\'=1+1,-5,2018-04-01 10:00:00,\r\n"\'-5",,,""\r\n' +
      '"\'@x ""y""\n=z",0.5,,"\'\r"\r\n\'+1,,,\'@\r\n';
    const types = ["varchar", "double", "timestamp", "varchar"] as const;
    for (const size of [1, 7, raw.length]) {
      const bytes = Buffer.from(raw);
      const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_none, index) =>
        bytes.subarray(index * size, (index + 1) * size),
      );
      const source = new ReadableStream<Uint8Array>({
        start: (controller) => {
          for (const piece of pieces) controller.enqueue(piece);
          controller.close();
        },
      });
      const passed = source.pipeThrough(guardedCsv(types.map((type) => ({ type }))));
      const made: Uint8Array[] = [];
      for await (const piece of passed) made.push(piece);
      expect(Buffer.concat(made).toString()).toBe(guarded);
    }
  });
});

describe("a form token", () => {
  test("holds for its caller today and tomorrow, not the day after", () => {
    const secret = Buffer.from("s");
    const made = formTokens(secret, fixedClock("2026-01-01T10:00:00Z")).issue(LOCAL_PRINCIPAL);
    const on = (day: string) => formTokens(secret, fixedClock(`${day}T09:00:00Z`));
    expect(on("2026-01-01").accepts(made, LOCAL_PRINCIPAL)).toBe(true);
    expect(on("2026-01-02").accepts(made, LOCAL_PRINCIPAL)).toBe(true);
    expect(on("2026-01-03").accepts(made, LOCAL_PRINCIPAL)).toBe(false);
    expect(on("2026-01-01").accepts(made, { ...LOCAL_PRINCIPAL, id: "other" })).toBe(false);
  });
});

describe("the time limit", () => {
  test("ends an answer that takes longer with its own error", async () => {
    await expect(withinTimeLimit(new Promise(() => undefined), 5)).rejects.toMatchObject({
      code: "http.timeout",
    });
    await expect(withinTimeLimit(Promise.resolve(1), 1_000)).resolves.toBe(1);
  });
});

describe("kept answers", () => {
  test("leave in the order in which they were last asked for, by number of bytes", () => {
    const cache = pageCache(100);
    const answer = () => ({ type: "text/html", body: new Uint8Array(20), headers: {}, gzip: null });
    for (const key of ["a", "b", "c", "d", "e"]) cache.put(key, answer());
    cache.get("a");
    cache.put("f", answer());
    expect(cache.get("b")).toBeUndefined();
    expect(cache.get("a")).toBeDefined();
    expect(cache.bytes).toBe(100);
    cache.put("large", { ...answer(), body: new Uint8Array(30) });
    expect(cache.get("large")).toBeUndefined();
  });

  test("are told apart by every part of their validator", () => {
    expect(entityTag(["a", "bc"])).not.toBe(entityTag(["ab", "c"]));
    expect(matchesTag('W/"x", "tag-gz"', "tag")).toBe(true);
    expect(matchesTag('"other"', "tag")).toBe(false);
    expect(matchesTag("*", "tag")).toBe(true);
  });
});

describe("a period", () => {
  test("is a month, or from and to, and says so shortly", () => {
    expect(askedRange({ period: "2018-04" })).toEqual({ from: "2018-04-01", to: "2018-05-01" });
    expect(periodQuery({ from: "2018-04-01", to: "2018-05-01" })).toEqual({ period: "2018-04" });
    expect(periodText({ from: "2018-04-01", to: "2018-05-01" })).toBe("April 2018");
    expect(periodText({ from: "2017-01-01", to: "2018-01-01" })).toBe("2017");
    expect(periodText({ from: "2018-02-21", to: "2018-05-22" })).toBe("21 Feb to 21 May 2018");
    expect(() => askedRange({ from: "2018-02-30", to: "2018-05-01" })).toThrow(/both from and to/);
    for (const query of [
      { from: "0001-01-01", to: "2018-05-01" },
      { from: "2018-05-01", to: "9999-12-31" },
      { period: "0001-05" },
    ]) {
      expect(() => askedRange(query)).toThrow(/expected a year from 1900 to 2199/);
    }
  });

  test("of data that end at midnight does not hold the day that begins there", () => {
    // Midnight of 1 April in Berlin is 22:00 UTC of the day before.
    const span = dataSpan("Europe/Berlin", "2025-12-31T23:00:00Z", "2026-03-31T22:00:00Z");
    expect(span).toEqual({ from: "2026-01-01", to: "2026-04-01" });
    const begun = dataSpan("Europe/Berlin", "2025-12-31T23:00:00Z", "2026-03-31T22:00:01Z");
    expect(begun?.to).toBe("2026-04-02");
  });
});

function asset(changes: Partial<AssetRow>): AssetRow {
  return {
    id: "",
    tag: "",
    name: "",
    area: "",
    parent_id: null,
    level: "",
    equipment_class: "",
    criticality: "",
    is_registered: true,
    is_counted: true,
    depth: 0,
    failure_count: null,
    downtime_h: null,
    operating_h: null,
    mtbf_h: null,
    lower_h: null,
    upper_h: null,
    ...changes,
  };
}

describe("the list of assets", () => {
  const hall = asset({ id: "h", tag: "Hall", is_counted: false });
  const pump = asset({ id: "p", tag: "P", parent_id: "h", failure_count: 3, operating_h: 300 });
  const fan = asset({ id: "f", tag: "F", parent_id: "h", failure_count: 1, operating_h: 500 });

  test("as a tree adds up what lies below: time over failures, not a mean of means", () => {
    const [top, ...below] = assetTree([hall, pump, fan]);
    // (300 h + 500 h) / (3 + 1) failures = 200 h; the mean of 100 h and 500 h would be 300 h.
    expect(top).toMatchObject({ id: "h", failure_count: 4, mtbf_h: 200, depth: 0 });
    expect(below.map(({ id, depth }) => [id, depth])).toEqual([
      ["p", 1],
      ["f", 1],
    ]);
  });

  test("shows each node of a hierarchy that runs in a circle once", () => {
    const a = asset({ id: "a", parent_id: "b" });
    const b = asset({ id: "b", parent_id: "a" });
    expect(assetTree([a, b, hall]).map(({ id }) => id)).toEqual(["h", "a", "b"]);
  });

  test("as a tree is made in one pass, however wide or deep it is", () => {
    const many = 40_000;
    const failing = { failure_count: 1, operating_h: 2 };
    const wide = Array.from({ length: many }, (_none, index) =>
      asset({ id: `w${index}`, parent_id: "h", ...failing }),
    );
    const deep = Array.from({ length: many }, (_none, index) =>
      asset({ id: `d${index}`, parent_id: index === 0 ? null : `d${index - 1}`, ...failing }),
    );
    const started_ms = elapsedMs();
    expect(assetTree([hall, ...wide])[0]).toMatchObject({ failure_count: many, mtbf_h: 2 });
    expect(assetTree(deep).at(-1)).toMatchObject({ depth: many - 1 });
    // Copying a parent's children for each of them took 11 s.
    expect(elapsedMs() - started_ms).toBeLessThan(2_000);
  });

  test("sorts unknown figures last, both ways, ties by tag", () => {
    const none = asset({ id: "n", tag: "N" });
    const tie = asset({ id: "t", tag: "A", failure_count: 3 });
    const ids = (is_descending: boolean): string[] =>
      sortedRows([none, pump, fan, tie], { by: "failure_count", is_descending }).map(
        ({ id }) => id,
      );
    expect(ids(true)).toEqual(["t", "p", "f", "n"]);
    expect(ids(false)).toEqual(["f", "t", "p", "n"]);
  });
});

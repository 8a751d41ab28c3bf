import { describe, expect, test } from "vitest";
import { complaints, problemsOf, SMALLEST } from "./config-fixture.js";

/** The smallest configuration with one text replaced by another. */
function changed(from: string, to: string): string {
  const yaml = SMALLEST.replace(from, to);
  if (yaml === SMALLEST) throw new Error(`not in the fixture: ${from}`);
  return yaml;
}

describe("problems of a configuration", () => {
  test("a misspelt key is placed and the nearest key offered", () => {
    const error = problemsOf(
      changed("files: orders.csv", "files: orders.csv\n        delimeter: ;"),
    );
    expect(error).toMatchObject({ code: "config.invalid", kind: "config" });
    expect(error.message).toBe("1 problem in meantime.yaml — expected none");
    expect(error.issues).toHaveLength(1);
    expect(error.issues[0]).toMatchObject({
      where: "meantime.yaml:11:9 sources.cmms.feeds.orders.delimeter",
      message: "unknown key: delimeter — did you mean delimiter?",
      received: "delimeter",
      hint: "delimiter",
    });
    expect(error.issues[0]?.expected).toContain("delimiter");
  });

  test("all problems come at once, whatever part they are in", () => {
    const yaml = `prot: 3000
recurrence_days: 0
sites:
  plant:
    zone: Europe/Berlyn
sources:
  cmms:
    site: plnat
    feeds:
      orders:
        entity: work_order
        files: orders.csv
        fields:
          nmuber: No
          reported_at: { column: Reported, fromat: x }
          is_failure: { column: F, map: { J: ture } }
schedules:
  monthly:
    report: monthly-kpi
    site: plant
    cron: 0 6 * *
    recipients: [nobody]
`;
    const at = (where: string): string => `meantime.yaml:${where}`;
    const feed = "sources.cmms.feeds.orders";
    expect(complaints(yaml)).toEqual([
      at("1:1 prot: unknown key: prot — did you mean port?"),
      at("2:18 recurrence_days: wrong value of recurrence_days: 0 — ") +
        "expected a number of days from 1 to 3650",
      at("5:11 sites.plant.zone: wrong value of zone: Europe/Berlyn — did you mean Europe/Berlin?"),
      at("8:11 sources.cmms.site: unknown site: plnat — did you mean plant?"),
      at(`10:7 ${feed}: missing key: key — `) +
        "expected the columns that identify a row of work_order, or content",
      at(`13:9 ${feed}.fields: missing field of work_order: asset — expected its column`),
      at(`14:11 ${feed}.fields.nmuber: unknown key: nmuber — did you mean number?`),
      at(`15:44 ${feed}.fields.reported_at.fromat: unknown key: fromat — did you mean format?`),
      at(`16:46 ${feed}.fields.is_failure.map.J: wrong value of J: ture — did you mean true?`),
      at("17:1 schedules: schedules without mail — expected a mail section to send with"),
      at("21:11 schedules.monthly.cron: wrong value of cron: 0 6 * * — ") +
        "expected five fields: minute hour day month weekday, such as 0 6 1 * *",
      at("22:18 schedules.monthly.recipients.0: wrong value of recipients: nobody — ") +
        "expected a list of e-mail addresses",
    ]);
  });

  test.each([
    ["no site", "sites:\n  plant:\n    zone: Europe/Berlin\n", "sites: {}\n", "no site"],
    ["an id that is none", "  plant:\n", "  Plant 1:\n", "not an id: Plant 1 — expected an id"],
    ["a site given twice", "sources:", "  plant:\n    zone: UTC\nsources:", "not YAML: Map keys"],
    ["a key left out", "    site: plant\n", "", "missing key: site — expected a text"],
    ["a wrong word", "entity: work_order", "entity: workorder", "did you mean work_order?"],
    ["no connector", "orders.csv", "orders.dat", "no connector for orders.dat"],
    ["two kinds of file", "orders.csv", "[a.csv, b.xlsx]", "files of different kinds"],
    ["the same state twice", "orders.csv", "[a.csv, ./a.csv]", "the same file twice: ./a.csv"],
    ["a sheet of a text file", "orders.csv", "a.csv\n        sheet: A", "sheet does not go with"],
    ["no list", "files: orders.csv", "files: { a: b }", "wrong value of files: a mapping"],
    ["an offset as zone", "Europe/Berlin", '"+01:00"', "expected an IANA time zone"],
    ["column and constant", "number: No", "number: { column: A, constant: B }", "either column or"],
    ["neither of them", "number: No", "number: { nothing: [x] }", "either column or constant"],
    ["otherwise alone", "number: No", "number: { column: A, otherwise: x }", "without map"],
    ["an option that does not fit", "number: No", "number: { column: A, unit: h }", "text field"],
    [
      "a date that is fixed",
      "reported_at: Reported",
      "reported_at: { constant: x }",
      "constant does",
    ],
    ["a pattern that is none", "number: No", "number: { column: A, pattern: ( }", "RE2"],
    ["a look-ahead", "number: No", 'number: { column: A, pattern: "(?=x)" }', "RE2"],
    ["a date code", "reported_at: Reported", "reported_at: { column: A, format: '%q' }", "%d.%m"],
    [
      "one mark for both",
      "number: No",
      "cost: { column: A, decimal: ',', thousands: ',' }",
      "a mark",
    ],
    [
      "the usual decimal mark between thousands",
      "number: No",
      "cost: { column: A, thousands: . }",
      "wrong value of thousands: . — expected a mark other than that of decimals",
    ],
    ["a fixed number", "number: No", "cost: { constant: '1,5' }", "a number with a decimal point"],
    [
      "failures without a feed",
      "feeds:",
      "failures_from: downtime\n    feeds:",
      "expected a feed of",
    ],
    ["orders that tell no failures", "is_failure: Failure", "title: T", "needs is_failure or"],
    [
      "an unknown basis",
      "feeds:",
      "observation: { basis: decalred }\n    feeds:",
      "mean declared?",
    ],
    ["a noun of one word", "feeds:", "asset_noun: [pump]\n    feeds:", "a list of two words"],
    ["a currency", "Europe/Berlin", "Europe/Berlin\n    currency: EURO", "wrong value of currency"],
  ])("%s is refused", (_name, from, to, message) => {
    expect(complaints(changed(from, to)).join("\n")).toContain(message);
  });

  test("stops need a class before they are failures", () => {
    const yaml = changed("entity: work_order", "entity: downtime")
      .replace("number: No", "reason: Why")
      .replace("reported_at: Reported", "started_at: Down")
      .replace("is_failure: Failure", "work_order: No")
      .replace("files:", "key: No\n        files:");
    expect(complaints(yaml).join("\n")).toContain("needs time_class in the feed orders");
  });

  test("marks of the feed and of the source are held against each other", () => {
    const yaml = changed("feeds:", "defaults: { decimal: ',' }\n    feeds:")
      .replace("files:", "thousands: ','\n        files:")
      .replace("number: No", "number: No\n          cost: Cost");
    expect(complaints(yaml).join("\n")).toContain("wrong value of thousands: , — expected a mark");
  });

  test("a window that begins or ends on a day no calendar has is refused", () => {
    for (const from of ["2018-02-30", "2018-04-31T10:00:00Z"]) {
      const window = `observation: { basis: until_last_end, from: ${from} }`;
      const found = complaints(changed("feeds:", `${window}\n    feeds:`));
      expect(found.join("\n")).toContain(`wrong value of from: ${from} — expected an instant`);
    }
  });

  test("an address that no mail server would take is refused where it is written", () => {
    const yaml = `${SMALLEST}mail: { host: mx, from: "Reports <a@b..c>" }
schedules: { m: { report: r, site: plant, cron: "0 6 1 * *", recipients: [a@-b] } }
`;
    const where = "meantime.yaml";
    expect(complaints(yaml)).toEqual([
      `${where}:16:25 mail.from: wrong value of from: Reports <a@b..c> — ` +
        "expected an e-mail address, alone or as Name <address>",
      `${where}:17:75 schedules.m.recipients.0: wrong value of recipients: a@-b — ` +
        "expected a list of e-mail addresses",
    ]);
  });

  test("an empty observation window is refused", () => {
    const window = "observation: { basis: declared, from: 2020-01-02, to: 2020-01-01 }";
    expect(complaints(changed("feeds:", `${window}\n    feeds:`)).join()).toContain("is empty");
  });

  test("a rule that leaves rows out is checked like everything else", () => {
    const rules = "exclude:\n          - { column: A, equal: x, reason: y }\n          - z\n";
    expect(complaints(changed("fields:", `${rules}        fields:`))).toEqual([
      expect.stringContaining(
        "12:13 sources.cmms.feeds.orders.exclude.0.equals: missing key: equals",
      ),
      expect.stringContaining("unknown key: equal — did you mean equals?"),
      expect.stringContaining(
        "13:13 sources.cmms.feeds.orders.exclude.1: wrong value of exclude: z",
      ),
    ]);
  });

  test("a file that is empty, a list or not YAML says what it should be", () => {
    expect(complaints("")[0]).toContain("expected");
    expect(complaints("- a\n- b\n")[0]).toContain("expected");
    expect(complaints("sites: [\n").join("\n")).toContain("not YAML");
  });

  test("an anchor in itself and an anchor without end are refused", () => {
    expect(complaints(`a: &a\n  b: *a\n${SMALLEST}`).join("\n")).toContain("too many values");
    const levels = Array.from({ length: 8 }, (_, i) => {
      const items = Array.from({ length: 10 }, () => (i === 0 ? "x" : `*l${i - 1}`));
      return `k${i}: &l${i} [${items.join(", ")}]\n`;
    });
    expect(complaints(levels.join("") + SMALLEST).join("\n")).toContain("too many values");
  });

  test("a key called __proto__ is a key", () => {
    expect(complaints(`__proto__: { polluted: true }\n${SMALLEST}`)[0]).toContain("__proto__");
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  });

  test("what a merged anchor brings is placed where it is written", () => {
    const yaml = changed("orders:", "orders: &orders").concat(
      "      more:\n        <<: *orders\n        snapsot: full\n",
    );
    expect(complaints(yaml)).toEqual([
      "meantime.yaml:18:9 sources.cmms.feeds.more.snapsot: " +
        "unknown key: snapsot — did you mean snapshot?",
    ]);
  });
});

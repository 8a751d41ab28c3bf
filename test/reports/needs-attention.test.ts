import { describe, expect, test } from "vitest";
import { needsAttention, periodNames, type AttentionInput } from "../../src/reports/index.js";
import {
  checkFindingsOf,
  outagesOf,
  reconciliationOf,
} from "../../src/reports/view/evidence-rows.js";
import { APRIL, assetChange, assetRow, result } from "./fixtures/results.js";

/** A fleet of 50 with 3 failures in 700 h each, and one asset with 24. */
function fleet(frequent: number) {
  const others = Array.from({ length: 50 }, (_, index) =>
    assetRow(`E${index}`, { failure_count: 3, operating_h: 700, value: 233 }),
  );
  const worst = assetRow("EL397", {
    failure_count: frequent,
    operating_h: 576,
    value: 24,
    interval_lower: 16.4,
    interval_upper: 37.6,
  });
  return result("mtbf", { rows: [...others, worst] });
}

const INPUT: AttentionInput = {
  names: periodNames(APRIL),
  zone: "America/New_York",
  data_to: "2018-05-22T00:00:00Z",
  outages: outagesOf([
    {
      id: "1",
      asset_id: "id-EL324",
      asset_tag: "EL324",
      area: "Canal St",
      started_at: "2018-04-18T05:39:00Z",
      ended_at: null,
      is_watched_to_end: true,
      hours: 310,
    },
    {
      id: "2",
      asset_id: "id-EL1",
      asset_tag: "EL1",
      area: "",
      started_at: "2018-05-21T05:39:00Z",
      ended_at: null,
      is_watched_to_end: true,
      hours: 2,
    },
    {
      id: "3",
      asset_id: "id-EL2",
      asset_tag: "EL2",
      area: "",
      started_at: "2018-04-02T05:39:00Z",
      ended_at: "2018-05-20T05:39:00Z",
      is_watched_to_end: true,
      hours: 700,
    },
  ]),
  mtbf: fleet(24),
  changes: [assetChange("EL397", [24, 11], "worse")],
  checks: [],
  reconciliation: [],
  most: 8,
};

describe("what needs attention", () => {
  test("an outage open for a week or more at the end of the data, not a shorter or ended one", () => {
    const open = needsAttention(INPUT).filter((finding) => finding.rule === "open_long");
    expect(open).toHaveLength(1);
    expect(open[0]).toMatchObject({
      word: "Open",
      title: "EL324, Canal St, has been out since 18 Apr",
      number: "310\u00a0h",
      href: "/assets/id-EL324",
    });
    // From 18 April 05:39 to 22 May 00:00 UTC are 33 days and some hours.
    expect(open[0]?.body).toContain("Open for 33 days at the end of the data");
  });

  test("an outage of an asset that left service before the data end is not said to last", () => {
    const outages = INPUT.outages.map((outage) => ({ ...outage, is_watched_to_end: false }));
    const found = needsAttention({ ...INPUT, outages });
    expect(found.filter((finding) => finding.rule === "open_long")).toEqual([]);
  });

  test("an asset that fails more often than all others together, corrected for all looked at", () => {
    const often = needsAttention(INPUT).filter((finding) => finding.rule === "fails_often");
    expect(often.map((finding) => finding.title)).toEqual([
      "EL397, Canal St, failed 24 times in April, 11 in March",
    ]);
    expect(often[0]?.body).toContain("One failure in 24 h (16 to 38).");
    expect(often[0]?.body).toContain("corrected for 51 looked at");
  });

  test("an asset that fails as chance lets some fail is not named", () => {
    // 7 against a mean of 3: p 0.02 alone, which is nothing among 51.
    const found = needsAttention({ ...INPUT, mtbf: fleet(7) });
    expect(found.filter((finding) => finding.rule === "fails_often")).toEqual([]);
  });

  test("rows that wait in quarantine and findings of the checks, warnings only", () => {
    const reconciliation = reconciliationOf(
      [
        { site: "mta", source_id: "a", title: "Orders", rows_in: 5485, waiting_count: 1 },
        { site: "other", source_id: "b", title: "Else", rows_in: 1, waiting_count: 9 },
      ],
      "mta",
    );
    const row = { rule: "not_in_register", severity: "warn", record_count: 3, detail: "" };
    const message_code = "warehouse.finding.not_in_register";
    const checks = checkFindingsOf([
      { ...row, message_code, subject: "EL141" },
      { ...row, message_code, subject: "EL190" },
      {
        rule: "no_mode",
        severity: "info",
        record_count: 9,
        subject: "",
        detail: "",
        message_code: "warehouse.finding.no_mode",
      },
    ]);
    const found = needsAttention({ ...INPUT, outages: [], mtbf: fleet(3), reconciliation, checks });
    expect(
      found.map((finding) => [finding.rule, finding.title, finding.body, finding.number]),
    ).toEqual([
      [
        "waiting_rows",
        "One row of Orders could not be read",
        "Of 5,485 rows read; it waits in quarantine with the reason, and leaves once the source mends it.",
        "1 row",
      ],
      ["data_check", "2 elevators are not in the register", "EL141, EL190.", "6 rows"],
    ]);
  });

  test("a quiet period has no findings, and never more than asked for", () => {
    expect(needsAttention({ ...INPUT, outages: [], mtbf: fleet(3) })).toEqual([]);
    expect(needsAttention({ ...INPUT, most: 1 })).toHaveLength(1);
  });
});

import { describe, expect, test } from "vitest";
import { fixedClock, lineLog } from "../../src/core/index.js";
import { assemble, type ReportSources } from "../../src/reports/assemble.js";
import { weeksAround } from "../../src/reports/gather-series.js";
import {
  isComplete,
  parseReport,
  renderReport,
  REPORT_VOCABULARY,
  type ReportDefinition,
} from "../../src/reports/index.js";
import { HOSTILE } from "./fixtures/drawings.js";
import { fakeEvidence, type FakeEvidence } from "./fixtures/fake-evidence.js";
import { APRIL } from "./fixtures/results.js";

function definition(body: string): Promise<ReportDefinition> {
  const front = "id: demo\ntitle: A demo\naudience: all\nparameters: { site: site, period: month }";
  return parseReport(`---\n${front}\n---\n\n${body}\n`, "demo.md", REPORT_VOCABULARY);
}

const ALL = `::answer

::tiles{metrics="mtbf availability_operational"}

## Where in {month}

::chart{id="failure_pareto"}

## Worst {assets}

::table{id="worst-assets"}

## Needs attention

::findings

::data-quality

A word on *{site}*.

::how-to-read`;

async function made(
  body: string,
  fake: FakeEvidence = {},
  more: Partial<ReportSources> = {},
  range = APRIL,
) {
  return assemble(
    await definition(body),
    { range, issue: 2 },
    {
      evidence: fakeEvidence(fake),
      snapshot_id: "s1",
      clock: fixedClock("2018-05-22T04:00:00.500Z"),
      software_version: "1.2.3",
      ...more,
    },
  );
}

describe("assembling a report", () => {
  test("states what it is about, which data it rests on and when it was made", async () => {
    const document = await made(ALL);
    expect(document).toMatchObject({
      id: "demo",
      title: "A demo",
      issue: 2,
      period: { from: "2018-04-01", to: "2018-05-01", label: "April 2018", key: "2018-04" },
      scope: { site: "mta", site_name: "New York City subway", asset_count: 280 },
      snapshot_id: "s1",
      data_to: "2018-05-22T00:00:00Z",
      // 00:00 UTC is the evening before in New York.
      data_to_text: "21 May 2018 20:00",
      generated_at: "2018-05-22T04:00:00Z",
      software_version: "1.2.3",
      href: "/reports/demo?site=mta&period=2018-04&source=mta",
      status: "complete",
      notes: [],
    });
    expect(isComplete(document)).toBe(true);
  });

  test("leads to its own site and source from wherever it is read", async () => {
    const hrefs = [
      ...JSON.stringify(await made('::tiles{metrics="mtbf mean_down_time"}')).matchAll(
        /"(?:\w+_)?href":"(\/[^"]+)"/g,
      ),
    ];
    expect(hrefs.length).toBeGreaterThan(3);
    for (const [, href] of hrefs) {
      expect(href).toContain("site=mta");
      expect(href).toContain("source=mta");
    }
  });

  test("of two months leads to its days, as the pages ask for them", async () => {
    const range = { from: "2018-03-01", to: "2018-05-01" };
    const document = await made("::answer", {}, {}, range);
    expect(document.href).toBe("/reports/demo?site=mta&from=2018-03-01&to=2018-05-01&source=mta");
  });

  test("headings stand with what follows them and their placeholders are filled", async () => {
    const { sections } = await made(ALL);
    expect(sections.map(({ kind, heading }) => [kind, heading])).toEqual([
      ["answer", ""],
      ["tiles", ""],
      ["chart", "Where in April"],
      ["table", "Worst elevators"],
      ["findings", "Needs attention"],
      ["data_quality", ""],
      ["prose", ""],
      ["how_to_read", ""],
    ]);
    expect(sections[6]).toMatchObject({
      paragraphs: [[{ text: "A word on " }, { text: "New York City subway" }, { text: "." }]],
    });
  });

  test("asks each question once, however many sections need its answer", async () => {
    const asked: string[] = [];
    await made(ALL, { asked });
    expect(asked.length).toBeGreaterThan(10);
    expect(new Set(asked).size).toBe(asked.length);
  });

  test("a section that fails says so and the others stand", async () => {
    const lines: string[] = [];
    const log = lineLog((line) => lines.push(line));
    const document = await made(ALL, { broken: ["failure_pareto"] }, { log });
    const failed = document.sections.filter((section) => section.status === "failed");
    expect(failed.map((section) => [section.heading, section.failure?.code])).toEqual([
      ["", "internal.unexpected"],
      ["Where in April", "internal.unexpected"],
    ]);
    expect(document.status).toBe("failed");
    expect(isComplete(document)).toBe(false);
    expect(document.notes).toEqual([
      "2 sections of this report could not be computed; it is not mailed.",
    ]);
    expect(lines.join("\n")).toContain("the disk is gone");
    const html = await renderReport(document, "html");
    expect(html).toContain("Could not be computed");
    expect(html).not.toContain("the disk is gone");
    await expect(renderReport(document, "email")).rejects.toMatchObject({
      code: "report.incomplete",
    });
  });

  test("characters that no font has are told in the notes, and marks that turn text are taken out", async () => {
    const document = await made(ALL, { asset: `${HOSTILE[4]}\u0007` });
    expect(document.notes).toHaveLength(1);
    expect(document.notes[0]).toContain("漢 (U+6F22)");
    expect(JSON.stringify(document)).not.toMatch(/\u202e|\\u0007/);
    const pdf = await renderReport(document, "pdf");
    expect(pdf.length).toBeGreaterThan(20_000);
  });

  test("hostile names pass through every format as text", async () => {
    for (const asset of HOSTILE) {
      const document = await made(ALL, { asset });
      const html = await renderReport(document, "html");
      expect(html).not.toMatch(/<script|<img|onerror=alert\(1\)>/);
      expect((await renderReport(document, "pdf")).length).toBeGreaterThan(20_000);
      expect((await renderReport(document, "email")).html).not.toMatch(/<script|<img src=x/);
    }
  });

  test("made-up data are labelled", async () => {
    const document = await made("::answer", { site: { is_generated: true } });
    expect(document.notes[0]).toContain("made up by a generator");
  });
});

describe("the weeks of a series", () => {
  const site = fakeEvidence().site;

  test("are whole, inside the data, and end at most three weeks after the period", () => {
    // Watching began on Wednesday 21 February; the last Monday of the data is 21 May.
    expect(weeksAround(site, APRIL)).toEqual({ from: "2018-02-26", to: "2018-05-21" });
    const short = { ...site, observed_from_on: "2018-05-02" };
    expect(weeksAround(short, APRIL)).toEqual({ from: "2018-05-07", to: "2018-05-21" });
  });

  test("there are none while nothing was observed", () => {
    expect(weeksAround({ ...site, observed_from_on: null }, APRIL)).toBeNull();
    expect(weeksAround({ ...site, observed_from_on: "2018-05-16" }, APRIL)).toBeNull();
  });
});

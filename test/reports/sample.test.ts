import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fixedClock, LOCAL_PRINCIPAL, monthRange } from "../../src/core/index.js";
import { ResultCache } from "../../src/metrics/index.js";
import {
  assembleReport,
  findReport,
  isComplete,
  loadReports,
  renderReport,
  type ReportContext,
  type ReportDocument,
  type Tile,
} from "../../src/reports/index.js";
import { openCurrent, type Snapshot } from "../../src/warehouse/index.js";
import { BUILT_AT } from "../fixtures/built-plant.js";
import { samplePlant } from "../fixtures/sample-plant.js";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

let snapshot: Snapshot;
let ctx: ReportContext;

beforeAll(async () => {
  const { dataDir, config } = await samplePlant();
  snapshot = await openCurrent(dataDir);
  ctx = {
    snapshot,
    clock: fixedClock(BUILT_AT),
    principal: LOCAL_PRINCIPAL,
    cache: new ResultCache(),
    recurrence_days: config.recurrence_days,
    software_version: "0.0.0",
    public_url: "http://127.0.0.1:3000",
  };
});

afterAll(() => snapshot.close());

async function monthly(site: string, month: string): Promise<ReportDocument> {
  const definition = findReport(await loadReports(join(ROOT, "reports")), "monthly-kpi");
  return assembleReport(definition, { site, range: monthRange(month) }, ctx);
}

function tileOf(report: ReportDocument, metric: string): Tile | undefined {
  const tiles = report.sections.flatMap((section) =>
    section.kind === "tiles" ? section.tiles : [],
  );
  return tiles.find((tile) => tile.metric === metric);
}

function headline(report: ReportDocument): string {
  const answer = report.sections.find((section) => section.kind === "answer");
  return answer?.kind === "answer" ? answer.headline : "";
}

describe("the monthly report of the sample", () => {
  test("is complete for each of the three sites and renders to mail and PDF", async () => {
    for (const [site, month] of [
      ["subway", "2018-04"],
      ["wind", "2017-12"],
      ["mine", "2012-11"],
    ] as const) {
      const report = await monthly(site, month);
      expect(isComplete(report), site).toBe(true);
      expect(report.notes).toEqual([]);
      const mail = await renderReport(report, "email");
      expect(mail.subject.length).toBeLessThan(60);
      expect(mail.attachments.at(-1)?.content_type).toBe("application/pdf");
    }
  });

  test("of the elevators leads with the change, and every figure has its interval and evidence", async () => {
    const report = await monthly("subway", "2018-04");
    expect(headline(report)).toMatch(
      /^Elevators failed \d+\u00a0% less often in April than in March/,
    );
    const mtbf = tileOf(report, "mtbf");
    expect(mtbf?.verdict?.code).toBe("better");
    expect(mtbf?.interval).toMatch(/^\d+ to \d+\u00a0h$/);
    expect(mtbf?.spark?.values.length).toBe(12);
    for (const section of report.sections) {
      if (section.kind !== "tiles") continue;
      for (const tile of section.tiles) {
        expect(tile.href).toContain("site=subway");
        expect(tile.value === "" ? tile.missing : tile.interval, tile.metric).not.toBe("");
      }
    }
  });

  test("of the elevators lists outages that last to the end of the data", async () => {
    const report = await monthly("subway", "2018-04");
    const section = report.sections.find(({ kind }) => kind === "findings");
    const rules = section?.kind === "findings" ? section.findings.map(({ rule }) => rule) : [];
    expect(rules).toContain("open_long");
  });

  test("of the excavators says what its source does not record, never 0 or 100 %", async () => {
    const report = await monthly("mine", "2008-03");
    expect(tileOf(report, "mttr")).toMatchObject({
      value: "",
      missing: "The source records no end.",
    });
    expect(tileOf(report, "availability_operational")).toMatchObject({
      value: "",
      missing: "The source records no stops.",
    });
    expect(tileOf(report, "mtbf")?.value).not.toBe("");
    const table = report.sections.find((section) => section.kind === "table");
    expect(table?.kind === "table" && table.table.columns.map((column) => column.id)).not.toContain(
      "hours",
    );
  });

  test("of the wind farm says that nothing failed and what that shows", async () => {
    const report = await monthly("wind", "2017-12");
    expect(headline(report)).toBe("None of the 5 turbines had a failure in December.");
    // No failure in 5 turbines x 744 h: 3,720 h / -ln(0.05) = 1,241.8 h.
    expect(tileOf(report, "mtbf")?.missing).toBe("None in 3,720 h: MTBF is at least 1,242\u00a0h.");
  });

  test("of a month before the data says so", async () => {
    const report = await monthly("wind", "2015-06");
    expect(isComplete(report)).toBe(true);
    expect(tileOf(report, "mtbf")?.value).toBe("");
  });

  test("of the first month of the data says what is not compared", async () => {
    const report = await monthly("wind", "2016-01");
    expect(isComplete(report)).toBe(true);
    expect(tileOf(report, "failure_count")?.change).toBe("No data for December 2015");
  });

  test("of a month that nobody watched says so, in the subject too", async () => {
    const report = await monthly("subway", "2018-06");
    expect(headline(report)).toBe("Nothing was watched in June.");
  });

  test("of the half month at the end of the data says that it is one", async () => {
    const [answer] = (await monthly("mine", "2012-12")).sections;
    expect(answer?.kind === "answer" && answer.lede[0]).toBe(
      "The data cover only part of December, so it is not compared with another.",
    );
  });

  test("is the same document when it is assembled again", async () => {
    const [one, two] = [await monthly("subway", "2018-04"), await monthly("subway", "2018-04")];
    expect(two).toEqual(one);
  });
});

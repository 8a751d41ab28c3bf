import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { isAppError, type Issue } from "../../src/core/index.js";
import { loadReports, parseReport, REPORT_VOCABULARY } from "../../src/reports/index.js";

const FOLDER = fileURLToPath(new URL("../../reports", import.meta.url));
const FRONT = `---
id: demo
title: A demo
audience: everyone
parameters:
  site: site
  period: month
---
`;

function parse(source: string) {
  return parseReport(source, "demo.md", REPORT_VOCABULARY);
}

async function issuesOf(source: string): Promise<readonly Issue[]> {
  try {
    await parse(source);
  } catch (error) {
    if (isAppError(error) && error.code === "report.invalid") return error.issues;
    throw error;
  }
  return [];
}

describe("report files", () => {
  test("the product's own reports are valid and load by id", async () => {
    const reports = await loadReports(FOLDER);
    expect(reports.map((report) => report.id)).toContain("monthly-kpi");
    const monthly = reports.find((report) => report.id === "monthly-kpi");
    const directives = monthly?.blocks.flatMap((block) =>
      block.kind === "directive" ? [block.name] : [],
    );
    expect(directives).toEqual([
      "answer",
      "tiles",
      "chart",
      "chart",
      "table",
      "findings",
      "data-quality",
      "how-to-read",
    ]);
  });

  test("a valid file gives headings, prose and directives in order", async () => {
    const { blocks, title } = await parse(
      `${FRONT}
## Worst {assets}

::table{id="worst-assets" rows="5"}

Looked at by **two** people at 12:30, see [quality](/quality).

- one
- two
`,
    );
    expect(title).toBe("A demo");
    expect(blocks.map((block) => block.kind)).toEqual(["heading", "directive", "prose", "prose"]);
    expect(blocks[1]).toMatchObject({ name: "table", attributes: { rows: "5" } });
    expect(blocks[2]).toMatchObject({
      paragraphs: [
        [
          { kind: "text", text: "Looked at by " },
          { kind: "strong", text: "two" },
          { kind: "text", text: " people at 12" },
          { kind: "text", text: ":30" },
          { kind: "text", text: ", see " },
          { kind: "link", text: "quality", href: "/quality" },
          { kind: "text", text: "." },
        ],
      ],
    });
  });

  test("every problem is told at once with its line, its directive and the nearest word", async () => {
    const issues = await issuesOf(`---
id: Demo
title: A demo
audiense: everyone
parameters:
  site: site
  period: week
---

::answr

::tiles{metrics="mtbf mttrr"}

::chart{id="mtbf_by_mont" rows="2"}

:::findings
body
:::

Hello {asets}, [click](javascript:alert(1))

| a | b |
| - | - |
| 1 | 2 |

::table{id="worst-assets" rows="99"}
`);
    const said = issues.map((issue) => `${issue.where}: ${issue.message}`);
    expect(said).toEqual([
      "demo.md:2: report id is not valid: Demo",
      "demo.md:2: front matter lacks a text: audience",
      "demo.md:4: unknown key in front matter: audiense",
      "demo.md:7: parameter period is not valid: week",
      "demo.md:10 ::answr: unknown directive: answr",
      "demo.md:12 ::tiles: unknown metric: mttrr",
      "demo.md:14 ::chart: unknown attribute: rows",
      "demo.md:14 ::chart: unknown id: mtbf_by_mont",
      "demo.md:16 :::findings: directive has a body: findings",
      "demo.md:20: link is not allowed: javascript:alert(1)",
      "demo.md:20: unknown placeholder: {asets}",
      "demo.md:22: markdown of this kind is not shown in reports: table",
      "demo.md:26 ::table: attribute rows is not valid: 99",
    ]);
    const hints = issues.map((issue) => issue.hint ?? "").filter((hint) => hint !== "");
    expect(hints).toEqual([
      "did you mean audience?",
      "did you mean answer?",
      "did you mean mttr?",
      "did you mean mtbf_by_month?",
      "did you mean assets?",
    ]);
  });

  test("a missing attribute is told with how to write it", async () => {
    const [issue] = await issuesOf(`${FRONT}\n::tiles\n`);
    expect(issue).toMatchObject({
      where: "demo.md:10 ::tiles",
      message: "attribute is missing: metrics",
      expected: '::tiles{metrics="…"}',
    });
  });

  test("seven tiles are refused: six fit", async () => {
    const seven =
      "mtbf mttr mean_down_time availability_operational downtime_hours recurring_failures failure_count";
    const [issue] = await issuesOf(`${FRONT}\n::tiles{metrics="${seven}"}\n`);
    expect(issue).toMatchObject({ message: "too many metrics: 7", expected: "at most 6" });
  });

  test("a file without front matter or without content is refused", async () => {
    expect((await issuesOf("::answer\n"))[0]?.message).toBe("front matter is missing");
    expect((await issuesOf(FRONT)).map((issue) => issue.message)).toEqual(["report is empty"]);
  });

  test("the message of one problem says it whole", async () => {
    await expect(parse(`${FRONT}\n::answr\n`)).rejects.toThrow(
      "report definition is not valid: demo.md:10 ::answr: unknown directive: answr — did you mean answer?",
    );
  });
});

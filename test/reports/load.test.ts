import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { findReport, loadReports } from "../../src/reports/index.js";

function folderWith(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = mkdtempSync(join(tmpdir(), "reports-"));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return folder;
}

function report(id: string): string {
  return `---
id: ${id}
title: T
audience: A
parameters: { site: site, period: month }
---

::answer
`;
}

describe("the folder of reports", () => {
  test("reports come ordered by id and other files are left alone", async () => {
    const folder = folderWith({ "b.md": report("b"), "a.md": report("a"), "notes.txt": "x" });
    expect((await loadReports(folder)).map((found) => found.id)).toEqual(["a", "b"]);
  });

  test("an id that is not the file's name is told with both", async () => {
    const folder = folderWith({ "monthly.md": report("weekly") });
    await expect(loadReports(folder)).rejects.toThrow(
      "monthly.md:2: report id is not the file's name: weekly — expected monthly",
    );
  });

  test("a missing folder and a file that is not UTF-8 are told with their path", async () => {
    await expect(loadReports("/nowhere/at/all")).rejects.toMatchObject({
      code: "report.unreadable",
    });
    const folder = folderWith({ "a.md": new Uint8Array([0x2d, 0x2d, 0xff, 0xfe]) });
    await expect(loadReports(folder)).rejects.toThrow(/a\.md/);
  });

  test("an unknown report names the nearest", async () => {
    const reports = await loadReports(folderWith({ "monthly-kpi.md": report("monthly-kpi") }));
    expect(() => findReport(reports, "monthly-kpy")).toThrow(
      expect.objectContaining({ code: "report.unknown", hint: "did you mean monthly-kpi?" }),
    );
  });
});

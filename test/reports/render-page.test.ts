import { parseHTML } from "linkedom";
import { describe, expect, test } from "vitest";
import { REPORT_FORMATS, readDocument, reportFormat } from "../../src/reports/index.js";
import { renderWith } from "../../src/reports/render/render.js";
import { drawExample, exampleDocument, HOSTILE } from "./fixtures/drawings.js";
import { hostileDocument } from "./fixtures/hostile.js";

const options = { draw: drawExample };

describe("the page of a report", () => {
  test("looks as it did when it was last looked at", async () => {
    const html = await renderWith(exampleDocument(), "html", options);
    await expect(html).toMatchFileSnapshot("../snapshots/reports/monthly-kpi.html");
  });

  test("has one first heading, a heading for each section, and real tables", async () => {
    const { document } = parseHTML(await renderWith(exampleDocument(), "html", options));
    expect(document.querySelectorAll("h1").length).toBe(1);
    const headings = [...document.querySelectorAll("h2")].map((heading) => heading.textContent);
    expect(headings).toEqual([
      "Key figures",
      "What moved",
      "Where",
      "Worst elevators",
      "Needs attention",
      "How to read this",
    ]);
    for (const table of document.querySelectorAll("table")) {
      expect(table.querySelectorAll("thead th[scope=col]").length).toBeGreaterThan(2);
      expect(table.querySelectorAll("tbody th[scope=row]").length).toBeGreaterThan(2);
    }
  });

  test("keeps to a strict content policy: no inline style, no script, no handler", async () => {
    const html = await renderWith(hostileDocument(), "html", options);
    const { document } = parseHTML(html);
    const styled = [...document.querySelectorAll("[style]")];
    // The drawings of the fixture carry one each; the product's own charts do not.
    expect(styled.filter((element) => element.tagName.toLowerCase() !== "svg")).toEqual([]);
    expect(document.querySelectorAll("script, img, [onerror], [onclick]").length).toBe(0);
    for (const words of HOSTILE.slice(0, 4)) {
      expect(document.body.textContent).toContain(words.trim());
    }
  });

  test("every figure leads to its evidence", async () => {
    const { document } = parseHTML(await renderWith(exampleDocument(), "html", options));
    const values = [...document.querySelectorAll(".tile .val a")];
    expect(values.length).toBe(6);
    for (const link of values) {
      expect(link.getAttribute("href")).toMatch(/^https:\/\/meantime\.example\/metrics\/[a-z_]+\?/);
    }
  });
});

describe("the other forms", () => {
  test("text and Markdown look as they did when they were last looked at", async () => {
    const document = exampleDocument();
    await expect(await renderWith(document, "text", options)).toMatchFileSnapshot(
      "../snapshots/reports/monthly-kpi.txt",
    );
    await expect(await renderWith(document, "md", options)).toMatchFileSnapshot(
      "../snapshots/reports/monthly-kpi.md.txt",
    );
  });

  test("JSON reads back to the same document", async () => {
    const document = exampleDocument();
    expect(readDocument(await renderWith(document, "json", options))).toEqual(document);
    expect(() => readDocument('{"format":2}')).toThrow(
      expect.objectContaining({ code: "report.document_invalid" }),
    );
    expect(() => readDocument("{")).toThrow("archived report document cannot be read: not JSON");
  });

  test("in Markdown no text of the data becomes markup", async () => {
    const md = await renderWith(hostileDocument(), "md", options);
    expect(md).not.toMatch(/<(script|img)/);
    expect(md).not.toMatch(/\]\(javascript:/);
    expect(md).toContain("\\*bold\\* \\_it\\_");
    const rows = md.split("\n").filter((line) => line.startsWith("|"));
    // Cells hold no bar of their own: each row of the table of worst assets has its six text columns.
    expect(rows.filter((row) => row.replace(/\\\|/g, "").split("|").length === 8).length).toBe(10);
  });

  test("every format renders every document, twice the same", async () => {
    for (const document of [exampleDocument(), hostileDocument()]) {
      for (const format of REPORT_FORMATS) {
        const [one, two] = [
          JSON.stringify(await renderWith(document, format, options)),
          JSON.stringify(await renderWith(document, format, options)),
        ];
        expect(two === one, format).toBe(true);
      }
    }
  });

  test("an unknown format is refused with the known ones", () => {
    expect(() => reportFormat("docx")).toThrow(
      "unknown report format: docx — expected one of html, pdf, email, text, md, json",
    );
  });
});

import { beforeAll, describe, expect, test } from "vitest";
import { uncoveredCharacters } from "../../src/reports/fonts.js";
import { renderPdf } from "../../src/reports/render/pdf.js";
import type { ReportDocument } from "../../src/reports/index.js";
import { drawExample, exampleDocument } from "./fixtures/drawings.js";
import { hostileDocument } from "./fixtures/hostile.js";

function source(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("latin1");
}

function count(text: string, part: RegExp): number {
  return [...text.matchAll(part)].length;
}

describe("the PDF", () => {
  let document: ReportDocument;
  let pdf: string;

  beforeAll(async () => {
    document = exampleDocument();
    pdf = source(await renderPdf(document, drawExample));
  });

  test("is tagged for screen readers and says so", () => {
    expect(pdf.startsWith("%PDF-1.7")).toBe(true);
    for (const mark of [
      "/StructTreeRoot",
      "/MarkInfo",
      "/Lang",
      "/DisplayDocTitle",
      "pdfuaid:part",
    ]) {
      expect(pdf).toContain(mark);
    }
    expect(pdf).toMatch(/\/Lang ?\(en\)/);
  });

  test("has one first heading, headings in order, and header cells in each table", () => {
    const levels = [...pdf.matchAll(/\/S \/H([1-6])\b/g)].map((match) => Number(match[1]));
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    expect(new Set(levels)).toEqual(new Set([1, 2, 3]));
    // The table of worst assets and one behind each of two charts: 7, 4 and 3 columns.
    expect(count(pdf, /\/S \/TH\b/g)).toBe(14);
    expect(count(pdf, /\/S \/THead\b/g)).toBe(3);
  });

  test("has an alternative text for each of two charts and six small lines", () => {
    expect(count(pdf, /\/Alt ?\(/g) + count(pdf, /\/Alt ?</g)).toBe(8);
  });

  test("carries its own fonts and the packaged ones only", () => {
    const fonts = [...pdf.matchAll(/\/FontName \/[A-Z]{6}\+([A-Za-z0-9-]+)/g)].map(
      ([, name]) => name,
    );
    expect([...new Set(fonts)].sort()).toEqual([
      "IBMPlexSans-Medium",
      "IBMPlexSans-Regular",
      "IBMPlexSans-SemiBold",
      "IBMPlexSerif-Medium",
    ]);
  });

  test("is dated by its document and has the same bytes for the same document", async () => {
    expect(pdf).toContain("D:20180522040000");
    const again = source(await renderPdf(exampleDocument(), drawExample));
    expect(again === pdf).toBe(true);
  });

  test("keeps links where the address of the service is known and none where it is not", async () => {
    expect(count(pdf, /\/URI ?\(https:\/\/meantime\.example\//g)).toBeGreaterThan(20);
    const unlinked = source(await renderPdf({ ...document, public_url: null }, drawExample));
    expect(unlinked).not.toContain("/URI");
  });

  test("no text of the data can break it", async () => {
    const bytes = await renderPdf(hostileDocument(), drawExample);
    expect(bytes.length).toBeGreaterThan(50_000);
  });

  test("a report with a failed section is still written, with what failed", async () => {
    const [answer, ...rest] = document.sections;
    const failed = {
      kind: "prose",
      heading: "Where",
      status: "failed",
      failure: { code: "metrics.no_data", message: "nothing to compute from" },
      is_list: false,
      paragraphs: [],
    } as const;
    const sections = answer === undefined ? [] : [answer, { ...failed, paragraphs: [] }, ...rest];
    const bytes = await renderPdf({ ...document, status: "failed", sections }, drawExample);
    expect(bytes.length).toBeGreaterThan(50_000);
  });
});

describe("the fonts", () => {
  test("cover the letters of western, Greek and Cyrillic names, and of our own sentences", () => {
    expect(uncoveredCharacters("Größe ŁÓDŹ ελληνικά Київ − × – … ↑ “ ” 1,117 ²")).toEqual([]);
  });

  test("what no font has is found, each once", () => {
    expect(uncoveredCharacters("漢é😀漢 שא\u202e")).toEqual(["漢", "😀", "ש", "א"]);
  });
});

import { describe, expect, it } from "vitest";
import { addFilter, filterRows } from "../../src/client/filter.js";
import { enliven, marksOf, nextIndex } from "../../src/client/marks.js";
import type { Tip } from "../../src/client/tip.js";
import { renderChart } from "../../src/charts/index.js";
import { EL107 } from "../charts/fixtures/el107.js";
import { MONTHS } from "../charts/fixtures/results.js";
import { event, page } from "./page.js";

function recordingTip(): Tip & { readonly said: string[] } {
  const said: string[] = [];
  return { said, show: (_mark, words) => said.push(words), hide: () => said.push("") };
}

async function drawing(svg: Promise<string>): Promise<{ document: Document; svg: Element }> {
  const document = page(`<div data-chart="x">${await svg}</div>`);
  const found = document.querySelector("svg");
  if (found === null) throw new Error("no svg");
  return { document, svg: found };
}

const SIZE = { width: 595, theme: "css" } as const;

describe("keys", () => {
  it("lead from mark to mark and stay at the ends", () => {
    expect(nextIndex("ArrowRight", -1, 4)).toBe(0);
    expect(nextIndex("ArrowDown", 3, 4)).toBe(3);
    expect(nextIndex("ArrowLeft", 2, 4)).toBe(1);
    expect(nextIndex("Home", 2, 4)).toBe(0);
    expect(nextIndex("End", 0, 4)).toBe(3);
    expect(nextIndex("Tab", 0, 4)).toBeNull();
    expect(nextIndex("End", 0, 0)).toBeNull();
  });
});

describe("a drawing without links", () => {
  it("becomes one stop of the tab order and says its marks to arrow keys", async () => {
    const { document, svg } = await drawing(renderChart("mtbf_by_month", MONTHS, SIZE));
    const tip = recordingTip();
    enliven(svg, tip);
    expect(svg.getAttribute("tabindex")).toBe("0");
    svg.dispatchEvent(event(document, "keydown", "ArrowRight"));
    svg.dispatchEvent(event(document, "keydown", "End"));
    expect(tip.said).toEqual([
      "February: 199 hours, 95\u00a0% 176 to 226, 254 failures",
      "May: 257 hours, 95\u00a0% 236 to 280, 535 failures",
    ]);
    svg.dispatchEvent(event(document, "keydown", "Escape"));
    expect(tip.said.at(-1)).toBe("");
  });

  it("says the mark pointed at", async () => {
    const { document, svg } = await drawing(renderChart("mtbf_by_month", MONTHS, SIZE));
    const tip = recordingTip();
    enliven(svg, tip);
    marksOf(svg)[1]?.dispatchEvent(event(document, "pointerover"));
    expect(tip.said[0]).toContain("March: 180 hours");
  });
});

describe("a drawing whose marks are links", () => {
  it("keeps one link in the tab order instead of fifty-four", async () => {
    const { svg } = await drawing(renderChart("downtime_calendar", EL107, SIZE));
    const stops = (): number => svg.querySelectorAll('a[tabindex="0"]').length;
    // 54 records, five of which run over a week's end and so have two pieces.
    expect(marksOf(svg).length).toBeGreaterThanOrEqual(54);
    enliven(svg, recordingTip());
    expect(stops()).toBe(1);
  });
});

describe("a table to filter", () => {
  it("shows only the rows with the words, in whichever case", () => {
    const document = page(
      `<table data-filter><tbody><tr><td>Canal St</td></tr><tr><td>Clark St</td></tr></tbody></table>`,
    );
    const table = document.querySelector("table");
    if (table === null) throw new Error("no table");
    expect(filterRows(table, " canal ")).toBe(1);
    expect(
      [...table.querySelectorAll("tbody tr")].map((row) => row.hasAttribute("hidden")),
    ).toEqual([false, true]);
    expect(filterRows(table, "")).toBe(2);
  });

  it("gets a labelled field above it", () => {
    const document = page(`<table data-filter><tbody><tr><td>Canal St</td></tr></tbody></table>`);
    const table = document.querySelector("table");
    if (table === null) throw new Error("no table");
    addFilter(table);
    expect(document.querySelector("label")?.textContent).toContain("Filter");
    expect(document.querySelector("label input[type=search]")).not.toBeNull();
  });
});

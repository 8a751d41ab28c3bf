import { describe, expect, it } from "vitest";
import {
  chartFinding,
  chartSub,
  chartTable,
  charts,
  describeChart,
  palettes,
  renderChart,
  type Theme,
} from "../../src/charts/index.js";
import { metrics } from "../../src/metrics/index.js";
import { CASES, WIDTHS, type DrawingCase } from "./cases.js";
import { expectSnapshot, parsed, textsOf } from "./drawing.js";
import { MONTHS } from "./fixtures/results.js";

async function drawn(drawing: DrawingCase, width: number, theme: Theme = "css"): Promise<string> {
  return await renderChart(drawing.id, drawing.input as never, {
    ...drawing.options,
    width,
    theme,
  });
}

const PAINTS = ["fill", "stroke", "color"];

function paintsOf(root: Element): string[] {
  return [root, ...root.querySelectorAll("*")].flatMap((element) =>
    PAINTS.flatMap((name) => element.getAttribute(name) ?? []),
  );
}

function isNeutral(paint: string): boolean {
  return paint === "none" || paint.startsWith("url(#");
}

describe.each(CASES)("$name", (drawing) => {
  it("is drawn as stored, wide and on a phone", async () => {
    const wide = drawing.id === "downtime_calendar" ? 1024 : 595;
    expectSnapshot(`${drawing.name}-${wide}`, await drawn(drawing, wide));
    expectSnapshot(`${drawing.name}-358`, await drawn(drawing, 358));
  });

  it("gives the same bytes twice", async () => {
    expect(await drawn(drawing, 595)).toBe(await drawn(drawing, 595));
  });

  it("has a text alternative that is the chart's own sentence", async () => {
    const root = parsed(await drawn(drawing, 595));
    const sentence = describeChart(drawing.id, drawing.input as never);
    expect(root.getAttribute("aria-label")).toBe(sentence);
    expect(sentence.length).toBeGreaterThan(20);
    expect(sentence).not.toMatch(/undefined|NaN|null|\{|\}/);
  });

  it("is an image, or a group whose every link has a label or is hidden from readers", async () => {
    const root = parsed(await drawn(drawing, 595));
    const links = [...root.querySelectorAll("a")];
    expect(root.getAttribute("role")).toBe(links.length > 0 ? "group" : "img");
    for (const link of links) {
      const isQuiet = link.getAttribute("aria-hidden") === "true";
      expect(isQuiet || (link.getAttribute("aria-label") ?? "") !== "").toBe(true);
      expect(link.getAttribute("href")).toMatch(/^\//);
    }
    expect([...root.querySelectorAll("g[aria-label], path[aria-label]")]).toEqual([]);
  });

  it("carries no inline style, class or script", async () => {
    const svg = await drawn(drawing, 595);
    expect(svg).not.toMatch(/ style=| class=|<style|<script/);
  });

  it("sets no text under 12 px and none beyond its frame, at every width", async () => {
    for (const width of WIDTHS) {
      for (const text of textsOf(parsed(await drawn(drawing, width)))) {
        expect(text.size, text.text).toBeGreaterThanOrEqual(12);
        expect(text.left, `${text.text} at ${width}`).toBeGreaterThan(-3);
        expect(text.right, `${text.text} at ${width}`).toBeLessThan(width + 6);
      }
    }
  });

  it("takes its colours from tokens: as variables for pages, as values elsewhere", async () => {
    const names = Object.keys(palettes.light).map((name) => `var(--${name})`);
    const css = paintsOf(parsed(await drawn(drawing, 595)));
    expect(css.filter((paint) => !isNeutral(paint) && !names.includes(paint))).toEqual([]);
    for (const theme of ["light", "dark", "print"] as const) {
      const svg = await drawn(drawing, 595, theme);
      const values = Object.values(palettes[theme]);
      const paints = paintsOf(parsed(svg));
      expect(paints.filter((paint) => !isNeutral(paint) && !values.includes(paint))).toEqual([]);
      expect(svg).not.toContain("var(");
    }
  });

  it("has a finding, a line below it and a table that say something", () => {
    const input = drawing.input as never;
    const words = [chartFinding(drawing.id, input), chartSub(drawing.id, input)];
    for (const sentence of words) {
      expect(sentence).not.toBe("");
      expect(sentence).not.toMatch(/undefined|NaN|null|\{|\}/);
    }
    const { columns, rows, caption } = chartTable(drawing.id, input);
    expect(caption).not.toBe("");
    for (const row of rows) {
      for (const { name } of columns) expect(row.cells[name], name).toBeTypeOf("string");
    }
  });
});

describe("drawings of a page", () => {
  it("have ids of their own for each width and key", async () => {
    const ids = await Promise.all(
      [
        { width: 595, theme: "css" as const },
        { width: 358, theme: "css" as const },
        { width: 358, theme: "css" as const, key: "second" },
      ].map(async (options) => {
        const root = parsed(await renderChart("mtbf_by_month", MONTHS, options));
        return root.querySelector("pattern")?.getAttribute("id");
      }),
    );
    expect(new Set(ids).size).toBe(3);
  });

  it("emphasise one thing: the month asked for, else the last whole one", async () => {
    const marked = async (emphasis?: string): Promise<string[]> => {
      const options = { width: 595, theme: "css" as const };
      const asked = emphasis === undefined ? options : { ...options, emphasis };
      const root = parsed(await renderChart("mtbf_by_month", MONTHS, asked));
      const texts = [...root.querySelectorAll('text[fill="var(--mark)"]')];
      const grouped = [...root.querySelectorAll('g[fill="var(--mark)"] text')];
      return [...texts, ...grouped].map((text) => text.textContent);
    };
    expect(await marked()).toEqual(["215\u00a0h", "April"]);
    expect(await marked("2018-03-01")).toEqual(["180\u00a0h", "March"]);
  });
});

describe("the registry of charts", () => {
  it("reads only columns that the metrics of a chart declare", () => {
    for (const chart of Object.values(charts)) {
      for (const id of chart.metrics) {
        const metric = Object.values(metrics).find((candidate) => candidate.id === id);
        const names = metric?.columns.map((column) => column.name) ?? [];
        expect(chart.columns.filter((column) => !names.includes(column))).toEqual([]);
      }
    }
  });

  it("has every chart under its own id and in the cases drawn here", () => {
    for (const [id, chart] of Object.entries(charts)) {
      expect(chart.id).toBe(id);
      expect(CASES.some((drawing) => drawing.id === id)).toBe(true);
    }
  });
});

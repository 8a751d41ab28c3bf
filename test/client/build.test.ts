import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { parseHTML } from "linkedom";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { figureData, renderChart } from "../../src/charts/index.js";
import { svgText } from "../../src/charts/svg-text.js";
import { buildClient, type ClientBundle } from "../../src/client/build.js";
import { EL107 } from "../charts/fixtures/el107.js";
import { MONTHS, PARETO, WEEKS } from "../charts/fixtures/results.js";

const folder = mkdtempSync(join(tmpdir(), "meantime-client-"));
let bundle: ClientBundle;

beforeAll(async () => {
  bundle = await buildClient(folder);
});

afterAll(() => {
  vi.unstubAllGlobals();
  rmSync(folder, { recursive: true, force: true });
});

/** The page's script run in a page without layout; every figure is told its room. */
async function runIn(body: string, room: number): Promise<Document> {
  const { document, window } = parseHTML(`<!doctype html><html><body>${body}</body></html>`);
  const watched: (() => void)[] = [];
  class ResizeObserver {
    constructor(heard: () => void) {
      watched.push(heard);
    }
    observe(holder: Element): void {
      Object.defineProperty(holder, "clientWidth", { value: room });
    }
  }
  class CSSStyleSheet {
    replaceSync(): void {
      // The test looks at marks, not at style.
    }
  }
  Object.assign(document, { adoptedStyleSheets: [] });
  // A screen of two device pixels to one, on which Plot draws as it does on the server.
  const view = Object.assign(window, { ResizeObserver, CSSStyleSheet, devicePixelRatio: 2 });
  vi.stubGlobal("document", document);
  vi.stubGlobal("window", view);
  const path = join(folder, `run-${room}.mjs`);
  writeFileSync(path, bundle.code);
  await import(pathToFileURL(path).href);
  for (const heard of watched) heard();
  return document;
}

function figure(id: string, data: string): string {
  const block = `<script type="application/json">${data}</script>`;
  return `<figure><div data-chart="${id}"><div class="wide"></div></div>${block}</figure>`;
}

/** A drawing without what the page adds to it: ids of its own, and the order of the tab key. */
function bare(svg: string): string {
  return svg
    .replace(/[\w-]+-hatch-/g, "hatch-")
    .replace(/ (tabindex|aria-description)="[^"]*"/g, "");
}

describe("the browser's script", () => {
  it("is one file under 400 kB, named by its content and kept", async () => {
    expect(bundle.code.length).toBeLessThan(400_000);
    expect(bundle.hash).toMatch(/^[0-9a-f]{16}$/);
    const again = await buildClient(folder);
    expect(again).toEqual(bundle);
    expect(readdirSync(join(folder, "client"))).toHaveLength(1);
  });

  it("carries no other area's sentences and no code of the server", () => {
    expect(/"node:|linkedom|meantime\.yaml/.exec(bundle.code)).toBeNull();
  });

  it("draws the same marks as the server, by the same function, for the room it finds", async () => {
    const charts = [
      ["mtbf_by_month", MONTHS, { finer: WEEKS }],
      ["failure_pareto", PARETO, {}],
      ["downtime_calendar", EL107, { emphasis: "Repair" }],
    ] as const;
    const body = charts.map(([id, input, options]) =>
      figure(id, figureData(id, input as never, options)),
    );
    const document = await runIn(body.join(""), 640);
    const drawn = [...document.querySelectorAll("[data-chart] svg")].map((svg) => svgText(svg));
    expect(drawn).toHaveLength(3);
    for (const [index, [id, input, options]] of charts.entries()) {
      const server = await renderChart(id, input as never, {
        ...options,
        width: 640,
        theme: "css",
      });
      expect(bare(drawn[index] ?? "")).toBe(bare(server));
    }
  });
});

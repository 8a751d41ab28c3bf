import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, ElementHandle, Page } from "puppeteer-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadConfig } from "../../src/config/index.js";
import { silentLog, systemClock } from "../../src/core/index.js";
import { startService, type Service } from "../../src/main.js";
import { copyOfSample } from "../journey/built-sample.js";
import { launchBrowser } from "./chromium.js";
import {
  accessibilityFindings,
  openPage,
  tooWide,
  violationsOf,
  type OpenPage,
  type View,
} from "./open-page.js";

const PAGES = [
  "/",
  "/assets",
  "/assets/:id",
  "/metrics/mtbf",
  "/pareto",
  "/quality",
  "/reports/monthly-kpi",
] as const;

const WIDE = 1_440;
const NARROW = 390;

/** How each page is looked at. */
const VIEWS = [
  { width: WIDE, theme: "light" },
  { width: WIDE, theme: "dark" },
  { width: NARROW, theme: "dark" },
  { width: NARROW, theme: "light" },
] as const;

/** Where the pictures go; a person who wants to look names a folder, and gets dark ones too. */
const wanted = process.env["MEANTIME_SHOTS"];

let shots: string;
let data: string;
let service: Service;
let browser: Browser;
let asset: string;

beforeAll(async () => {
  shots = wanted ?? mkdtempSync(join(tmpdir(), "meantime-shots-"));
  mkdirSync(shots, { recursive: true });
  data = await copyOfSample();
  const config = loadConfig({ env: {}, overrides: { data, port: 0 } });
  service = await startService({
    ...{ config, config_words: [], clock: systemClock },
    ...{ log: silentLog, say: () => undefined },
  });
  const page = await (await fetch(`${service.url}assets?site=subway`)).text();
  asset = /\/assets\/([0-9a-f]{8}-[0-9a-f-]{27})/.exec(page)?.[1] ?? "no asset";
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser.close();
  await service.close();
  rmSync(data, { recursive: true, force: true });
  if (wanted === undefined) rmSync(shots, { recursive: true, force: true });
});

function addressOf(path: string): string {
  return new URL(path.replace(":id", asset), service.url).href;
}

function open(path: string, view: View): Promise<OpenPage> {
  return openPage(browser, addressOf(path), view);
}

async function shoot(page: Page, path: string, view: View): Promise<void> {
  const name = path.replace(":id", "one").replaceAll("/", "-").replace(/^-/, "") || "overview";
  const file = `${shots}/${name}-${view.width}-${view.theme}.png` as const;
  await page.screenshot({ path: file, fullPage: true });
}

/** The words of a page as they are shown, without those inside drawings. */
function wordsOf(page: Page): Promise<string> {
  return page.$eval("main", (main) => {
    for (const drawing of main.querySelectorAll("svg")) drawing.remove();
    return main.innerText.replace(/\s+/g, " ");
  });
}

async function looksOf(opened: OpenPage, path: string, view: View): Promise<void> {
  // Dark colours are those of the desk, so a telephone is looked at in the dark only by a person.
  if (view.width === NARROW && view.theme === "dark" && wanted === undefined) return;
  await opened.show(view);
  expect(await accessibilityFindings(opened.page), `${view.width} ${view.theme}`).toEqual([]);
  if (view.theme === "light" || wanted !== undefined) await shoot(opened.page, path, view);
}

describe.each(PAGES)("the page %s", (path) => {
  test("is whole at a desk and on a telephone, in light and dark, with scripts and without", async () => {
    const opened = await open(path, { width: WIDE, theme: "light" });
    for (const view of VIEWS) await looksOf(opened, path, view);
    expect(await tooWide(opened.page)).toEqual([]);
    expect(await violationsOf(opened.page)).toEqual([]);
    expect(opened.problems).toEqual([]);

    const plain = await open(path, { width: NARROW, theme: "light", script: false });
    expect(await tooWide(plain.page)).toEqual([]);
    expect(plain.problems).toEqual([]);
    const words = await wordsOf(plain.page);
    expect(words.length).toBeGreaterThan(300);
    expect(words).not.toMatch(/enable javascript/i);
    expect(await wordsOf(opened.page)).toBe(words);
    for (const { page } of [opened, plain]) await page.close();
  });
});

/** The first element that is shown; a page holds drawings for several widths. */
async function firstVisible(elements: readonly ElementHandle[]): Promise<ElementHandle | null> {
  for (const element of elements) if (await element.isVisible()) return element;
  return null;
}

describe("a drawing", () => {
  test("tells a mark under the pointer, and marks by the arrow keys", async () => {
    const { page, problems } = await open("/", { width: WIDE, theme: "light" });
    const marks = await page.$$("[data-chart] svg a[aria-label], [data-chart] svg [data-label]");
    const mark = await firstVisible(marks);
    await mark?.hover();
    const shown = await page.waitForSelector(".tip:not([hidden])");
    const told = await shown?.evaluate((tip) => tip.textContent);
    const label = await mark?.evaluate((node) => {
      return node.getAttribute("aria-label") ?? node.getAttribute("data-label");
    });
    expect(told).toBe(label);
    expect(told).toMatch(/\d/);

    await page.mouse.move(0, 0);
    // Not page.focus(): that takes elements of HTML only, and marks are SVG.
    await page.$$eval(
      '[data-chart] svg [tabindex="0"], [data-chart] svg[tabindex="0"]',
      (found) => {
        const shown = found.find((element) => element.getClientRects().length > 0);
        (shown as SVGElement | undefined)?.focus();
      },
    );
    const tipAfter = async (key: "Home" | "End" | "ArrowRight"): Promise<string> => {
      await page.keyboard.press(key);
      return page.$eval(".tip", (tip) => (tip as HTMLElement).innerText);
    };
    const first = await tipAfter("Home");
    const second = await tipAfter("ArrowRight");
    expect(first.length).toBeGreaterThan(10);
    expect(second).not.toBe(first);
    await page.keyboard.press("Escape");
    expect(await page.$eval(".tip", (tip) => (tip as HTMLElement).hidden)).toBe(true);
    expect(problems).toEqual([]);
    await page.close();
  });

  test("is drawn again for the room it has", async () => {
    const { page } = await open("/", { width: WIDE, theme: "light" });
    const widthOf = () =>
      page.$eval("[data-chart]", (holder) => {
        const svg = [...holder.querySelectorAll("svg")].find(
          (it) => it.getClientRects().length > 0,
        );
        return [Number(svg?.getAttribute("width")), holder.clientWidth];
      });
    await page.setViewport({ width: 700, height: 900 });
    await page.waitForFunction(() => {
      const holder = document.querySelector("[data-chart]");
      const svg = [...(holder?.querySelectorAll("svg") ?? [])].find(
        (it) => it.getClientRects().length > 0,
      );
      const room = holder?.clientWidth ?? 0;
      return Math.abs(Number(svg?.getAttribute("width")) - room) < 5;
    });
    const [width = 0, room = 0] = await widthOf();
    expect(Math.abs(width - room)).toBeLessThan(5);
    await page.close();
  });
});

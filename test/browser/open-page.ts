import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import type { Browser, Page } from "puppeteer-core";

/** A page open in the browser, with everything that went wrong on it since. */
export interface OpenPage {
  readonly page: Page;
  /** Console errors and warnings, uncaught errors, failed requests and refused content. */
  readonly problems: readonly string[];
  /** Shows the page at another width or in another theme. */
  show(view: View): Promise<void>;
}

/** How a page is shown. */
export interface View {
  readonly width: number;
  readonly theme: "light" | "dark";
  readonly script?: boolean;
}

/** Names what the content policy of the page refused; runs in the page, before its own content. */
function collectViolations(): void {
  const found: string[] = [];
  Object.assign(window, { violations: found });
  document.addEventListener("securitypolicyviolation", (event) => {
    found.push(`${event.violatedDirective} refused ${event.blockedURI}`);
  });
}

const HEIGHT = 900;

/** Opens an address in a new tab and waits until all that it names is loaded. */
export async function openPage(browser: Browser, url: string, view: View): Promise<OpenPage> {
  const page = await browser.newPage();
  const problems: string[] = [];
  page.on("console", (message) => {
    if (["error", "warn"].includes(message.type())) problems.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => problems.push(`uncaught: ${String(error)}`));
  page.on("requestfailed", (request) => problems.push(`not loaded: ${request.url()}`));
  page.on("response", (response) => {
    if (response.status() >= 400) problems.push(`${response.status()}: ${response.url()}`);
  });
  await page.setJavaScriptEnabled(view.script ?? true);
  await page.evaluateOnNewDocument(collectViolations);
  const show = async ({ width, theme }: View): Promise<void> => {
    await page.setViewport({ width, height: HEIGHT });
    await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: theme }]);
  };
  await show(view);
  await page.goto(url, { waitUntil: "load" });
  return { page, problems, show };
}

/** What the content policy refused on a page whose scripts run. */
export async function violationsOf(page: Page): Promise<string[]> {
  return page.evaluate(() => (window as unknown as { violations: string[] }).violations);
}

const axeSource = readFileSync(
  createRequire(import.meta.url).resolve("axe-core/axe.min.js"),
  "utf8",
);

/** A part of what axe-core reports. */
interface AxeResults {
  readonly violations: readonly {
    readonly id: string;
    readonly impact: string | null;
    readonly help: string;
    readonly nodes: readonly { readonly target: readonly string[]; readonly html: string }[];
  }[];
}

/** Serious and critical findings of axe-core on an open page, with an example each. */
export async function accessibilityFindings(page: Page): Promise<string[]> {
  await page.evaluate(axeSource);
  const { violations } = await page.evaluate(() => {
    const { axe } = window as unknown as { axe: { run(): Promise<AxeResults> } };
    return axe.run();
  });
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, help, nodes }) => {
      const [example] = nodes;
      const at = example?.target.join(" ") ?? "";
      return `${id}: ${help} (${nodes.length}) at ${at}: ${example?.html.slice(0, 160) ?? ""}`;
    });
}

/** Elements that are wider than the window, outermost first; empty when nothing scrolls sideways. */
export async function tooWide(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const room = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= room) return [];
    return [...document.querySelectorAll("body *")]
      .filter((element) => element.getBoundingClientRect().right > room + 1)
      .slice(0, 5)
      .map((element) => {
        const { right } = element.getBoundingClientRect();
        return `${element.tagName} .${element.getAttribute("class") ?? ""} ends at ${right}`;
      });
  });
}

import { parseHTML } from "linkedom";

const VOID = new Set(["meta", "link", "br", "input", "hr", "img"]);

/** Tags that are not closed in the order they were opened; empty for balanced markup. */
function unbalanced(html: string): string[] {
  const open: string[] = [];
  for (const match of html.matchAll(/<(\/?)([a-zA-Z][\w-]*)((?:"[^"]*"|'[^']*'|[^>"'])*)>/g)) {
    const [, slash, name = "", rest = ""] = match;
    const tag = name.toLowerCase();
    if (slash === "/") {
      const last = open.pop();
      if (last !== tag) return [`</${tag}> closes <${last ?? "nothing"}>`];
    } else if (!VOID.has(tag) && !rest.endsWith("/")) open.push(tag);
  }
  return open.map((tag) => `<${tag}> is not closed`);
}

function headingProblems(document: Document): string[] {
  const levels = [...document.querySelectorAll("h1, h2, h3, h4")].map((heading) =>
    Number(heading.tagName.slice(1)),
  );
  const problems: string[] = [];
  if (levels.filter((level) => level === 1).length !== 1) problems.push("not exactly one h1");
  levels.forEach((level, index) => {
    if (level > (levels[index - 1] ?? 0) + 1)
      problems.push(`h${level} after h${levels[index - 1]}`);
  });
  return problems;
}

function inlineProblems(html: string): string[] {
  return [
    / style="/.test(html) ? "an inline style" : null,
    /<style/.test(html) ? "a style element" : null,
    /<script(?![^>]* src="|[^>]* type="application\/json")/.test(html) ? "an inline script" : null,
    / on[a-z]+="/.test(html) ? "an inline handler" : null,
    /javascript:/i.test(html) ? "a script address" : null,
  ].filter((problem) => problem !== null);
}

function labelProblems(document: Document): string[] {
  const problems: string[] = [];
  for (const cell of document.querySelectorAll("th")) {
    if (!["col", "row"].includes(cell.getAttribute("scope") ?? ""))
      problems.push("th without scope");
    if (cell.textContent.trim() === "") problems.push("an empty th");
  }
  for (const field of document.querySelectorAll("input:not([type=hidden]), select")) {
    const id = field.getAttribute("id") ?? "";
    if (document.querySelector(`label[for="${id}"]`) === null) problems.push(`${id} has no label`);
  }
  for (const link of document.querySelectorAll("a[href]")) {
    const words = `${link.textContent}${link.getAttribute("aria-label") ?? ""}`;
    if (words.trim() === "") problems.push(`a link without words: ${link.getAttribute("href")}`);
  }
  for (const drawing of document.querySelectorAll("svg")) {
    const isHidden = drawing.getAttribute("aria-hidden") === "true";
    if (!isHidden && (drawing.getAttribute("aria-label") ?? "") === "") {
      problems.push("a drawing without text alternative");
    }
  }
  return problems;
}

function idProblems(document: Document): string[] {
  const ids = [...document.querySelectorAll("[id]")].map((node) => node.getAttribute("id") ?? "");
  const twice = ids.filter((id, index) => ids.indexOf(id) !== index);
  const anchors = [...document.querySelectorAll('a[href^="#"]')]
    .map((link) => link.getAttribute("href")?.slice(1) ?? "")
    .filter((id) => !ids.includes(id));
  return [
    ...[...new Set(twice)].map((id) => `id used twice: ${id}`),
    ...[...new Set(anchors)].map((id) => `no place for #${id}`),
  ];
}

/** What is wrong with the markup of a page; empty when it is whole, labelled and without inline code. */
export function pageProblems(html: string): string[] {
  const { document } = parseHTML(html);
  const words = wordsOf(html);
  return [
    ...unbalanced(html),
    ...inlineProblems(html),
    ...headingProblems(document),
    ...labelProblems(document),
    ...idProblems(document),
    /undefined|\[object|NaN|Infinity/.test(words) ? "a value that is not one" : "",
  ].filter((problem) => problem !== "");
}

/** Addresses of our own that a page leads to, without fragments. */
export function internalLinks(html: string): string[] {
  const { document } = parseHTML(html);
  const nodes = [...document.querySelectorAll("a[href], link[href], script[src]")];
  const hrefs = nodes.map((node) => node.getAttribute("href") ?? node.getAttribute("src") ?? "");
  const own = hrefs.filter((href) => href.startsWith("/") && !href.startsWith("//"));
  return [...new Set(own.map((href) => href.split("#")[0] ?? ""))];
}

/** The words of a page as a reader sees them, spaces run together. */
export function wordsOf(html: string): string {
  const { document } = parseHTML(html);
  for (const data of document.querySelectorAll("script")) data.remove();
  return document.body.textContent.replace(/[\s\u00a0]+/g, " ");
}

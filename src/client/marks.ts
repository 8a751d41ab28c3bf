import { text } from "../core/index.js";
import type { Tip } from "./tip.js";

const LABELLED = "a[aria-label], [data-label]";
const CURRENT = "is-current";
const STEPS: Readonly<Record<string, 1 | -1>> = {
  ArrowRight: 1,
  ArrowDown: 1,
  ArrowLeft: -1,
  ArrowUp: -1,
};

/** The marks of a drawing that have something to say, in reading order. */
export function marksOf(svg: Element): Element[] {
  return [...svg.querySelectorAll(LABELLED)];
}

function wordsOf(mark: Element): string {
  return mark.getAttribute("aria-label") ?? mark.getAttribute("data-label") ?? "";
}

function isLink(mark: Element): boolean {
  return mark.tagName.toLowerCase() === "a";
}

/** Which mark a key leads to, or null for a key that leads to none. */
export function nextIndex(key: string, index: number, count: number): number | null {
  if (count === 0) return null;
  if (key === "Home") return 0;
  if (key === "End") return count - 1;
  const step = STEPS[key];
  if (step === undefined) return null;
  return Math.min(count - 1, Math.max(0, index + step));
}

function listenToPointer(svg: Element, tip: Tip): void {
  const markUnder = (event: Event): Element | null => {
    const target = event.target as Element | null; // listeners on elements get elements
    return target?.closest(LABELLED) ?? null;
  };
  svg.addEventListener("pointerover", (event) => {
    const mark = markUnder(event);
    if (mark !== null) tip.show(mark, wordsOf(mark));
  });
  svg.addEventListener("pointerout", () => {
    tip.hide();
  });
  svg.addEventListener("focusin", (event) => {
    const mark = markUnder(event);
    if (mark !== null) tip.show(mark, wordsOf(mark));
  });
  svg.addEventListener("focusout", () => {
    tip.hide();
  });
}

/**
 * Lets a drawing be read by pointer and keyboard. It becomes one stop of the tab order; arrow
 * keys, Home and End move between its marks, Escape closes the text. Marks that are links take
 * the focus themselves, so Enter follows them.
 */
export function enliven(svg: Element, tip: Tip): void {
  const marks = marksOf(svg);
  if (marks.length === 0) return;
  let index = -1;
  const links = marks.filter(isLink);
  links.forEach((link, at) => {
    link.setAttribute("tabindex", at === 0 ? "0" : "-1");
  });
  if (links.length === 0) svg.setAttribute("tabindex", "0");
  svg.setAttribute("aria-description", text("charts.client.hint"));
  const moveTo = (next: number): void => {
    const mark = marks[next];
    if (mark === undefined) return;
    marks[index]?.classList.remove(CURRENT);
    index = next;
    if (isLink(mark)) {
      links.forEach((link) => link.setAttribute("tabindex", link === mark ? "0" : "-1"));
      (mark as SVGAElement).focus();
    } else mark.classList.add(CURRENT);
    tip.show(mark, wordsOf(mark));
  };
  svg.addEventListener("keydown", (event) => {
    const { key } = event as KeyboardEvent;
    const focused = marks.findIndex((mark) => mark === svg.ownerDocument.activeElement);
    if (key === "Escape") tip.hide();
    const next = nextIndex(key, focused >= 0 ? focused : index, marks.length);
    if (next === null) return;
    event.preventDefault();
    moveTo(next);
  });
  svg.addEventListener("focusout", () => {
    marks[index]?.classList.remove(CURRENT);
  });
  listenToPointer(svg, tip);
}

const XLINK_HREF = "xlink:href";
const LABEL = "aria-label";
const MARKS = new Set(["path", "rect", "circle", "line"]);

/** Attributes of the drawing's outermost element. */
export interface Outer {
  readonly label: string;
  readonly font: string;
  readonly color: string;
}

function elementsOf(root: Element): Element[] {
  return [...root.querySelectorAll("*")];
}

function nameOf(element: Element): string {
  return element.tagName.toLowerCase();
}

/** Numbers to two decimals: smaller pages, and the same text on every machine. */
export function roundNumbers(text: string): string {
  return text.replace(/-?\d+\.\d{3,}(?:e-?\d+)?/g, (number) =>
    String(Number(Number(number).toFixed(2))).replace(/^-0$/, "0"),
  );
}

function roundAttributes(element: Element): void {
  for (const attribute of [...element.attributes]) {
    const { name, value } = attribute;
    if (name === LABEL || name === "href" || !/\d\.\d{3}/.test(value)) continue;
    element.setAttribute(name, roundNumbers(value));
  }
}

/** A link carries its own label, and only the mark itself is a stop for the keyboard. */
function tidyLink(link: Element): void {
  const href = link.getAttribute(XLINK_HREF) ?? link.getAttribute("href");
  link.removeAttribute(XLINK_HREF);
  link.removeAttribute("fill");
  if (href !== null) link.setAttribute("href", href);
  const mark = [...link.children].find((child) => child.hasAttribute(LABEL));
  if (mark === undefined) {
    link.setAttribute("tabindex", "-1");
    link.setAttribute("aria-hidden", "true");
    return;
  }
  link.setAttribute(LABEL, mark.getAttribute(LABEL) ?? "");
  mark.removeAttribute(LABEL);
}

/** What a mark says when pointed at; on links it is their label as well. */
function tidyLabel(element: Element): void {
  const label = element.getAttribute(LABEL);
  if (label === null || nameOf(element) === "a") return;
  element.removeAttribute(LABEL);
  if (MARKS.has(nameOf(element))) element.setAttribute("data-label", label);
}

/**
 * Plot's drawing as the pages need it: no inline style or class (a strict content policy refuses
 * them), no labels on things without a role, links with labels, rounded coordinates, one role.
 */
export function tidySvg(svg: Element, outer: Outer): void {
  for (const style of [...svg.querySelectorAll("style")]) style.remove();
  const elements = elementsOf(svg);
  for (const element of elements) {
    element.removeAttribute("class");
    element.removeAttribute("style");
    roundAttributes(element);
  }
  const links = elements.filter((element) => nameOf(element) === "a");
  links.forEach(tidyLink);
  elements.forEach(tidyLabel);
  for (const name of ["class", "style"]) svg.removeAttribute(name);
  svg.setAttribute("role", links.length > 0 ? "group" : "img");
  svg.setAttribute(LABEL, outer.label);
  svg.setAttribute("font-family", outer.font);
  svg.setAttribute("font-size", "12");
  svg.setAttribute("fill", outer.color);
  svg.setAttribute("overflow", "visible");
}

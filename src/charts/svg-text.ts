const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
};

/** `Node.ELEMENT_NODE`; there is no `Node` on the server. */
const ELEMENT = 1;

/** Names whose case a lenient DOM may have changed, by their lower-case form. */
const CASED = new Map(
  [
    "clipPath",
    "linearGradient",
    "viewBox",
    "patternUnits",
    "patternTransform",
    "patternContentUnits",
    "clipPathUnits",
  ].map((name) => [name.toLowerCase(), name]),
);

/** A text as it stands in markup. */
export function escapeMarkup(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ESCAPES[character] ?? character);
}

function cased(name: string): string {
  return CASED.get(name.toLowerCase()) ?? name;
}

function attributesText(element: Element): string {
  return [...element.attributes]
    .map(({ name, value }) => [cased(name), value] as const)
    .filter(([name]) => name !== "xmlns")
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => ` ${name}="${escapeMarkup(value)}"`)
    .join("");
}

function isElement(node: Node): node is Element {
  return node.nodeType === ELEMENT;
}

/**
 * A drawing as text: XML that stands in a page and alone in a file, attributes in alphabetical
 * order, so that the same drawing is the same bytes whichever DOM it was built in.
 */
export function svgText(element: Element, isRoot = true): string {
  const name = cased(element.tagName.toLowerCase());
  const namespace = isRoot ? ' xmlns="http://www.w3.org/2000/svg"' : "";
  const inside = [...element.childNodes]
    .map((node) => (isElement(node) ? svgText(node, false) : escapeMarkup(node.textContent ?? "")))
    .join("");
  const open = `<${name}${namespace}${attributesText(element)}`;
  return inside === "" ? `${open}/>` : `${open}>${inside}</${name}>`;
}

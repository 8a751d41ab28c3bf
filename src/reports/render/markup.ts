import { html as template, raw } from "hono/html";
import type { HtmlEscapedString } from "hono/utils/html";
import { assert } from "../../core/index.js";

/** Markup in which every value has been escaped. */
export type Html = HtmlEscapedString;

/** Markup from a template; texts put in are escaped, markup put in is not. */
export function html(strings: TemplateStringsArray, ...values: readonly unknown[]): Html {
  const made = template(strings, ...values);
  assert(!(made instanceof Promise), "templates hold no promises");
  return made;
}

/** Markup made by our own code, such as a drawing, taken as it is. */
export function trusted(markup: string): Html {
  return raw(markup);
}

/** Nothing. */
export const NOTHING: Html = trusted("");

/** Words that lead somewhere, or the words alone when the address is empty. */
export function linked(href: string, words: string | Html, className = ""): Html {
  if (href === "") return html`${words}`;
  const styled = className === "" ? NOTHING : html` class="${className}"`;
  return html`<a${styled} href="${href}">${words}</a>`;
}

/** Pieces with a separator between them. */
export function joined(pieces: readonly Html[], separator: string): Html {
  return html`${pieces.map((piece, at) => (at === 0 ? piece : html`${separator}${piece}`))}`;
}

import { html as template, raw } from "hono/html";
import type { HtmlEscapedString } from "hono/utils/html";
import { assert } from "../../core/index.js";

/** Markup that is safe to put into a page: every value in it has been escaped. */
export type Html = HtmlEscapedString;

/** Markup from a template; texts put in are escaped, markup put in is not, nothing for null. */
export function html(strings: TemplateStringsArray, ...values: readonly unknown[]): Html {
  const made = template(strings, ...values);
  assert(!(made instanceof Promise), "templates hold no promises");
  return made;
}

/** Markup made by our own code (a chart, a symbol), taken as it is. */
export function trusted(markup: string): Html {
  return raw(markup);
}

/** Nothing. */
export const NOTHING: Html = trusted("");

/** Pieces with a separator between them; empty pieces are left out. */
export function joined(pieces: readonly (Html | string | null)[], separator: string): Html {
  const kept = pieces.filter((piece) => piece !== null && piece.toString() !== "");
  return html`${kept.map((piece, index) => (index === 0 ? piece : html`${separator}${piece}`))}`;
}

import { html, NOTHING, type Html } from "./markup.js";
import { symbol, type SymbolName } from "./symbol.js";

/** Why nothing, or not all, can be shown: one word, one sentence, one action, one id. */
export interface StateView {
  readonly kind: "empty" | "few" | "partial" | "stale" | "failed" | "no_access";
  readonly word: string;
  readonly sentence: string;
  readonly action?: { readonly text: string; readonly href: string };
  readonly id?: string;
}

const SYMBOL: Readonly<Record<StateView["kind"], SymbolName>> = {
  empty: "same",
  few: "same",
  partial: "square",
  stale: "clock",
  failed: "cross",
  no_access: "lock",
};

/** The panel that stands where the figure would be; the section around it stays. */
export function stateHtml(view: StateView): Html {
  const coloured = ["partial", "stale", "failed"].includes(view.kind) ? ` ${view.kind}` : "";
  const action =
    view.action === undefined
      ? NOTHING
      : html` <a href="${view.action.href}">${view.action.text}</a>`;
  const id = view.id === undefined ? NOTHING : html`<p><code>${view.id}</code></p>`;
  return html`<div class="state${coloured}">
    <b>${symbol(SYMBOL[view.kind])} ${view.word}</b>
    <p>${view.sentence}${action}</p>
    ${id}
  </div>`;
}

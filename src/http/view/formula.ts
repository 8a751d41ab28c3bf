import type { Formula, FormulaTerm } from "../../metrics/index.js";
import { html, NOTHING, type Html } from "./markup.js";

/** How one input of a formula is written: its name, or its number with the rows behind it. */
export type TermWriter = (input: string) => Html;

function signedSum(terms: readonly FormulaTerm[], write: TermWriter): Html {
  return html`${terms.map((term, index) => {
    const sign = term.sign < 0 ? "− " : index === 0 ? "" : "+ ";
    return html`${index === 0 ? "" : " "}${sign}${write(term.input)}`;
  })}`;
}

/** The right-hand side of a formula: a sum, or a fraction of two sums. */
export function formulaHtml(formula: Formula, write: TermWriter): Html {
  const above = signedSum(formula.numerator, write);
  if (formula.denominator.length === 0) return html`<span>${above}</span>`;
  return html`<span class="frac"
    ><span>${above}</span><span>${signedSum(formula.denominator, write)}</span></span
  >`;
}

/** The formula on one line, for tables: `(exposure − downtime) / failures`. */
export function formulaLine(formula: Formula, name: (input: string) => string): string {
  const sum = (terms: readonly FormulaTerm[]): string => {
    const words = terms.map((term, index) => {
      const sign = term.sign < 0 ? "− " : index === 0 ? "" : "+ ";
      return `${sign}${name(term.input)}`;
    });
    return words.length > 1 ? `(${words.join(" ")})` : words.join("");
  };
  const above = sum(formula.numerator);
  return formula.denominator.length === 0 ? above : `${above} / ${sum(formula.denominator)}`;
}

/** A formula in one line of markup: name = names = numbers = result. */
export function equationHtml(parts: readonly (Html | null)[]): Html {
  const kept = parts.filter((part) => part !== null);
  const sides = kept.map(
    (part, index) => html`${index === 0 ? NOTHING : html`<span>=</span>`}${part}`,
  );
  return html`<p class="formula">${sides}</p>`;
}

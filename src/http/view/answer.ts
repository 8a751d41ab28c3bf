import { html, joined, NOTHING, type Html } from "./markup.js";

/** The top of a page: where one is, the answer, and how sure it is. */
export interface AnswerView {
  readonly kicker: string | Html;
  readonly under?: string | Html;
  readonly headline: string;
  /** Sentences that say how sure the answer is and what is missing. */
  readonly lede?: readonly (string | Html)[];
  /** Facts in a row below, each a name, a value and a note. */
  readonly facts?: Html;
}

/** The answer as markup; its headline is the page's only `h1`. */
export function answerHtml(view: AnswerView): Html {
  const lede = view.lede ?? [];
  const sure = lede.length === 0 ? NOTHING : html`<p class="lede">${joined(lede, " ")}</p>`;
  return html`<div class="answer">
    <p class="kicker"><b>${view.kicker}</b>${view.under ?? NOTHING}</p>
    <div>
      <h1>${view.headline}</h1>
      ${sure}${view.facts ?? NOTHING}
    </div>
  </div> `;
}

/** One fact in the row below an asset's answer. */
export interface Fact {
  readonly name: string;
  readonly value: string;
  readonly href?: string;
  readonly note?: string;
}

/** A row of facts. */
export function factsHtml(facts: readonly Fact[]): Html {
  const one = (fact: Fact): Html => {
    const value =
      fact.href === undefined
        ? html`${fact.value}`
        : html`<a class="quiet" href="${fact.href}">${fact.value}</a>`;
    const note = fact.note === undefined ? NOTHING : html`<small>${fact.note}</small>`;
    return html`<div>
      <dt>${fact.name}</dt>
      <dd>${value}${note}</dd>
    </div>`;
  };
  return html`<dl class="facts">${facts.map(one)}</dl>`;
}

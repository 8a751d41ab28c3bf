import { html, NOTHING, type Html } from "./markup.js";

/** A link in a side-head: Definition, Rows, Data. */
export interface SideLink {
  readonly text: string;
  readonly href: string;
}

/** A section: what it is and covers on the left, the figures on the right. */
export interface SectionView {
  readonly id?: string;
  readonly title: string;
  /** Base, scope and how far the data reach, a sentence each. */
  readonly notes?: readonly (string | Html)[];
  readonly links?: readonly SideLink[];
  readonly body: Html;
}

function links(items: readonly SideLink[] | undefined): Html {
  if (items === undefined || items.length === 0) return NOTHING;
  return html`<ul>
    ${items.map((link) => html`<li><a href="${link.href}">${link.text}</a></li>`)}
  </ul>`;
}

/** The section as markup. */
export function sectionHtml(view: SectionView): Html {
  const id = view.id === undefined ? NOTHING : html` id="${view.id}"`;
  const notes = (view.notes ?? []).map((note) => html`<p>${note}</p>`);
  return html`<section class="sec" ${id}>
    <div class="side">
      <h2>${view.title}</h2>
      ${notes}${links(view.links)}
    </div>
    <div>${view.body}</div>
  </section> `;
}

/** The finding above a figure, with what is drawn below it in small. */
export function findingHtml(finding: string, sub?: string | Html): Html {
  const small = sub === undefined ? NOTHING : html`<p class="sub">${sub}</p>`;
  return html`<p class="finding">${finding}</p>
    ${small}`;
}

/** Two bodies side by side: 3 to 2, or as wide as each other. */
export function columnsHtml(left: Html, right: Html, split: "main" | "even" = "main"): Html {
  return html`<div class="cols${split === "even" ? " even" : ""}">${left}${right}</div>`;
}

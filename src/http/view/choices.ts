import { html, type Html } from "./markup.js";

/** Choices side by side; the current one is heavy and leads nowhere. */
export interface ChoiceRow {
  readonly label: string;
  readonly options: readonly {
    readonly text: string;
    readonly href: string;
    readonly is_current: boolean;
  }[];
}

/** Rows of choices as links, so that each has an address of its own. */
export function choicesHtml(rows: readonly ChoiceRow[]): Html {
  const one = (row: ChoiceRow): Html => {
    const options = row.options.map((option) =>
      option.is_current
        ? html`<b aria-current="true">${option.text}</b>`
        : html`<a href="${option.href}">${option.text}</a>`,
    );
    return html`<div role="group" aria-label="${row.label}">
      <span class="label">${row.label}</span><span class="seg">${options}</span>
    </div>`;
  };
  return html`<div class="controls">${rows.map(one)}</div>`;
}

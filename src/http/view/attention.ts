import type { Finding } from "../../reports/index.js";
import { html, NOTHING, joined, type Html } from "./markup.js";
import { symbol } from "./symbol.js";
import { toneClass } from "./tone.js";

function item(finding: Finding): Html {
  const links = finding.links.map((link) => html`<a href="${link.href}">${link.text}</a>`);
  const title =
    finding.href === ""
      ? html`${finding.title}`
      : html`<a class="quiet" href="${finding.href}">${finding.title}</a>`;
  const number = finding.number === "" ? NOTHING : html`<p class="num">${finding.number}</p>`;
  return html`<li>
    <span class="${toneClass(finding.tone)}">${symbol(finding.symbol)}</span>
    <div>
      <h3>${title}</h3>
      <p>${finding.body} ${joined(links, " · ")}</p>
    </div>
    ${number}
  </li>`;
}

/** The list of what asks for attention, most costly first. */
export function attentionHtml(findings: readonly Finding[]): Html {
  return html`<ul class="todo">
    ${findings.map(item)}
  </ul>`;
}

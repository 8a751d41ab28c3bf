import { formatCount, text } from "../../core/index.js";
import type { Row } from "../../metrics/index.js";
import type { PageRequest } from "../page.js";
import { html, NOTHING, type Html } from "../view/markup.js";
import { sectionHtml, type SideLink } from "../view/section.js";
import { symbol } from "../view/symbol.js";
import { textIfKnown } from "../wording.js";

const words = (row: Row, name: string): string => String(row[name] ?? "");

/** What a check found, as a sentence; the rule's name and subject when no sentence is kept. */
export function findingSentence(row: Row): string {
  const values = {
    subject: words(row, "subject"),
    count: Number(row["record_count"] ?? 0),
    detail: words(row, "detail"),
  };
  const code = words(row, "message_code");
  const known = textIfKnown(`warehouse.finding.${code}`, values) ?? textIfKnown(code, values);
  return known ?? text("http.findings.plain", { rule: words(row, "rule"), ...values });
}

function item(request: PageRequest, row: Row): Html {
  const isWarning = row["severity"] === "warn";
  const asset = words(row, "asset_id");
  const dossier =
    asset === ""
      ? NOTHING
      : html` <a href="${request.to(`/assets/${asset}`)}">${text("http.link.dossier")}</a>`;
  const sentence = findingSentence(row);
  const detail = words(row, "detail");
  const isSaid = detail === "" || sentence.includes(detail);
  return html`<li>
    <span class="is-uncertain">${symbol("square")}</span>
    <div>
      <h3>${sentence}</h3>
      <p>
        ${isWarning ? text("http.findings.warn") : text("http.findings.info")}
        ${isSaid ? NOTHING : html`${detail} `}${dossier}
      </p>
    </div>
    <p class="num">
      ${text("http.findings.records", {
        count: Number(row["record_count"] ?? 0),
        number: formatCount(Number(row["record_count"] ?? 0)),
      })}
    </p>
  </li>`;
}

/** What the checks found and did not hold back: doubts, each with the records it concerns. */
export function findingsSection(
  request: PageRequest,
  findings: readonly Row[],
  data: SideLink,
): Html {
  return sectionHtml({
    id: "findings",
    title: text("http.findings.title"),
    notes: [text("http.findings.note", { count: findings.length })],
    links: findings.length === 0 ? [] : [data],
    body:
      findings.length === 0
        ? html`<p>${text("http.findings.none")}</p>`
        : html`<ul class="todo">
            ${findings.map((row) => item(request, row))}
          </ul>`,
  });
}

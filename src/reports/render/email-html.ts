import { text } from "../../core/index.js";
import type { Finding, ReportDocument, SectionOf, Table, TableCell, Tile } from "../document.js";
import { changeStyle, STYLE, toneStyle } from "./email-styles.js";
import { absoluteUrl } from "./links.js";
import { html, NOTHING, type Html } from "./markup.js";
import { runningHead } from "./masthead.js";

const TABLE_ROWS = 6;
const FINDINGS = 5;
const LEDE_SENTENCES = 2;

/** The one picture of a mail. */
export interface Picture {
  readonly section: SectionOf<"chart">;
  readonly cid: string;
}

/** What a mail is laid out from. */
export interface EmailParts {
  readonly report: ReportDocument;
  readonly picture: Picture | null;
  readonly figures: readonly Tile[];
  readonly preheader: string;
  readonly why: string;
}

/** The mail's HTML: one column of 600 px, layout tables, every style inline. */
export function emailHtml(parts: EmailParts): string {
  const { report } = parts;
  const head = runningHead(report);
  const page = html`<!doctype html>
    <html lang="${report.language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light" />
        <title>${report.title}, ${report.period.label}</title>
      </head>
      <body style="${STYLE.body}">
        <div style="${STYLE.hidden}">${parts.preheader}</div>
        <div role="main">
          <table role="presentation" width="100%" cellpadding="0" cellspacing="0">
            <tr>
              <td align="center">
                <table
                  role="presentation"
                  width="600"
                  cellpadding="0"
                  cellspacing="0"
                  style="${STYLE.column}"
                >
                  <tr>
                    <td align="left" style="padding:20px 16px;overflow-wrap:break-word">
                      <p style="${STYLE.runhead}">
                        <b style="${STYLE.strong}">${head.title}</b> · ${head.site} ·
                        ${report.period.label} ·
                        ${text("reports.data_to", { data_to: report.data_to_text })}
                      </p>
                      ${answer(report)} ${figuresRow(parts)} ${pictureBlock(parts)}
                      ${tableBlock(report)} ${findingsBlock(report)}
                      <p style="${STYLE.foot}">
                        ${parts.why}
                        ${text("reports.email.foot", { issue: report.issue, snapshot: report.snapshot_id })}
                        ${sourceLine(report)}
                      </p>
                    </td>
                  </tr>
                </table>
              </td>
            </tr>
          </table>
        </div>
      </body>
    </html> `;
  return page.toString();
}

function anchor(
  report: ReportDocument,
  target: { href: string; style: string },
  words: Html | string,
) {
  const href = absoluteUrl(report, target.href);
  if (href === "") return html`${words}`;
  return html`<a href="${href}" style="${target.style}">${words}</a>`;
}

function answer(report: ReportDocument): Html {
  const section = report.sections.find((candidate) => candidate.kind === "answer");
  const found = section?.kind === "answer" ? section : null;
  const headline = found?.headline ?? `${report.title}, ${report.period.label}`;
  const lede = (found?.lede ?? []).slice(0, LEDE_SENTENCES).join(" ");
  const notices = report.notes.map((note) => html`<p style="${STYLE.notice}">${note}</p>`);
  const href = absoluteUrl(report, report.href);
  const more =
    href === ""
      ? text("reports.email.open_pdf")
      : html`<a href="${href}" style="${STYLE.link}">${text("reports.email.read")}</a>
          ${text("reports.email.or_pdf")}`;
  return html`<h1 style="${STYLE.headline}">${headline}</h1>
    <p style="${STYLE.text}">${lede} ${more}</p>
    ${notices}`;
}

function figuresRow({ report, figures }: EmailParts): Html {
  if (figures.length === 0) return NOTHING;
  const width = `${Math.floor(100 / figures.length)}%`;
  const cells = figures.map(
    (tile) =>
      html`<td width="${width}" valign="top" style="${STYLE.figure}">${figure(report, tile)}</td>`,
  );
  return html`<table role="presentation" width="100%" cellpadding="0" cellspacing="0">
    <tr>
      ${cells}
    </tr>
  </table>`;
}

function figure(report: ReportDocument, tile: Tile): Html {
  const name = html`<div style="${STYLE.name}">${tile.short_name}</div>`;
  const target = { href: tile.href, style: STYLE.bare };
  if (tile.value === "") {
    return html`${name}
      <div style="${STYLE.value}">${anchor(report, target, tile.placeholder)}</div>
      <div style="${STYLE.interval}">${tile.missing}</div>`;
  }
  const value = tile.unit === "" ? tile.value : `${tile.value}\u00a0${tile.unit}`;
  const small = [tile.interval, tile.n]
    .filter((part) => part !== "")
    .map((part) => html`<div style="${STYLE.interval}">${part}</div>`);
  const change =
    tile.verdict === null
      ? NOTHING
      : html`<div style="${changeStyle(tile.verdict.tone)}">
          ${tile.verdict.word}${tile.change_short === "" ? "" : `: ${tile.change_short}`}
        </div>`;
  return html`${name}
    <div style="${STYLE.value}">${anchor(report, target, value)}</div>
    ${small}${change}`;
}

function pictureBlock({ report, picture }: EmailParts): Html {
  if (picture === null) return NOTHING;
  const { section, cid } = picture;
  const image = html`<img
    src="cid:${cid}"
    width="568"
    alt="${section.alt}"
    style="${STYLE.picture}"
  />`;
  const target = { href: section.links[0]?.href ?? report.href, style: STYLE.link };
  return html`<h2 style="${STYLE.heading}">${section.finding}</h2>
    <p style="${STYLE.sub}">${section.sub}</p>
    ${anchor(report, target, image)}`;
}

function tableBlock(report: ReportDocument): Html {
  const section = report.sections.find((candidate) => candidate.kind === "table");
  if (section?.kind !== "table" || section.table.rows.length === 0) return NOTHING;
  return html`<h2 style="${STYLE.heading}">${section.heading}</h2>
    <p style="${STYLE.sub}">${section.sub}</p>
    ${tableHtml(report, section.table)}`;
}

function tableHtml(report: ReportDocument, table: Table): Html {
  const kept = table.columns.flatMap((column, at) => (column.is_key ? [{ column, at }] : []));
  const heads = kept.map(({ column }) => {
    const unit = column.unit === "" ? "" : ` (${column.unit})`;
    return html`<th scope="col" align="${alignment(column.align)}" style="${STYLE.head}">
      ${column.title}${unit}
    </th>`;
  });
  const rows = table.rows.slice(0, TABLE_ROWS).map((row) => {
    const cells = kept.map(({ column, at }, position) => {
      const cell = row.cells[at];
      const shown = cell === undefined ? NOTHING : cellHtml(report, cell);
      const align = alignment(column.align);
      return position === 0
        ? html`<th scope="row" align="${align}" style="${STYLE.cell}">${shown}</th>`
        : html`<td align="${align}" style="${STYLE.cell}">${shown}</td>`;
    });
    return html`<tr>
      ${cells}
    </tr> `;
  });
  return html`<table width="100%" cellpadding="0" cellspacing="0" style="${STYLE.table}">
    <thead>
      <tr>
        ${heads}
      </tr>
    </thead>
    <tbody>
      ${rows}
    </tbody>
  </table>`;
}

function cellHtml(report: ReportDocument, cell: TableCell): Html {
  const words = anchor(report, { href: cell.href, style: STYLE.link }, cell.text);
  return cell.tone === "plain"
    ? words
    : html`<span style="${toneStyle(cell.tone)}">${words}</span>`;
}

function alignment(align: "start" | "end"): string {
  return align === "end" ? "right" : "left";
}

function findingsBlock(report: ReportDocument): Html {
  const section = report.sections.find((candidate) => candidate.kind === "findings");
  if (section?.kind !== "findings") return NOTHING;
  const items = section.findings.slice(0, FINDINGS).map((finding) => item(report, finding));
  const body = items.length === 0 ? html`<p style="${STYLE.item}">${section.none}</p>` : items;
  return html`<h2 style="${STYLE.heading}">${section.heading}</h2>
    ${body}`;
}

function item(report: ReportDocument, finding: Finding): Html {
  const title = anchor(report, { href: finding.href, style: STYLE.link }, finding.title);
  const number = finding.number === "" ? "" : `, ${finding.number}`;
  return html`<p style="${STYLE.item}">
    <b style="${toneStyle(finding.tone)}">${finding.word}:</b> ${title}${number}.
  </p> `;
}

function sourceLine(report: ReportDocument): string {
  const { attribution, licence } = report.scope;
  if (attribution === null) return "";
  return text("reports.source", { attribution, licence: licence ?? "none" });
}

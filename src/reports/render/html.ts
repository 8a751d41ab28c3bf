import { text } from "../../core/index.js";
import type { ReportDocument, Section, SectionOf } from "../document.js";
import type { Drawer } from "./draw.js";
import {
  failureHtml,
  findingHtml,
  noticeHtml,
  runsHtml,
  tableHtml,
  tileHtml,
} from "./html-parts.js";
import { withAbsoluteLinks } from "./links.js";
import { html, joined, linked, NOTHING, trusted, type Html } from "./markup.js";
import { runningHead } from "./masthead.js";

/** Widths a chart is drawn for on the page; the space it gets decides which one is shown. */
const WIDE = 760;
const NARROW = 358;

/** The report as the inside of a page; its classes are those of the pages' stylesheet. */
export async function reportHtml(report: ReportDocument, draw: Drawer): Promise<Html> {
  const head = runningHead(report);
  const hasAnswer = report.sections.some((s) => s.kind === "answer" && s.status === "complete");
  const title = hasAnswer ? NOTHING : html`<h1>${report.title}</h1>`;
  const notes = report.notes.map(noticeHtml);
  const sections = await Promise.all(
    report.sections.map((section, index) => sectionHtml(section, { draw, key: `s${index}` })),
  );
  return html`<div class="paper">
    <div class="runhead">
      <span><b>${head.title}</b> · ${head.site}</span><span>${head.right}</span>
    </div>
    ${title}${notes}${sections}
  </div> `;
}

/** The report as a file of its own; `css` is put in whole, so that it needs nothing else. */
export async function renderHtml(
  report: ReportDocument,
  draw: Drawer,
  css: string,
): Promise<string> {
  const body = await reportHtml(withAbsoluteLinks(report), draw);
  const style = css === "" ? NOTHING : trusted(`<style>${css}</style>`);
  const page = html`<!doctype html>
    <html lang="${report.language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${report.title}, ${report.period.label}</title>
        ${style}
      </head>
      <body>
        <main id="main">${body}</main>
      </body>
    </html> `;
  return page.toString();
}

interface Drawing {
  readonly draw: Drawer;
  readonly key: string;
}

async function sectionHtml(section: Section, drawing: Drawing): Promise<Html> {
  const heading = section.heading === "" ? NOTHING : html`<h2>${section.heading}</h2>`;
  if (section.failure !== null) return html`${heading}${failureHtml(section.failure)}`;
  return html`${heading}${await bodyHtml(section, drawing)} `;
}

async function bodyHtml(section: Section, drawing: Drawing): Promise<Html> {
  switch (section.kind) {
    case "answer":
      return html`<h1>${section.headline}</h1>
        <p class="lede">${section.lede.join(" ")}</p>`;
    case "tiles":
      return tilesHtml(section);
    case "chart":
      return await chartHtml(section, drawing);
    case "table":
      return tableSectionHtml(section);
    case "findings":
      if (section.findings.length === 0) return html`<p>${section.none}</p>`;
      return html`<ul class="todo">
        ${section.findings.map(findingHtml)}
      </ul>`;
    case "data_quality":
    case "how_to_read":
      return html`${section.paragraphs.map((runs) => html`<p class="note">${runsHtml(runs)}</p>`)}`;
    case "prose":
      return section.is_list
        ? html`<ul>
            ${section.paragraphs.map((runs) => html`<li>${runsHtml(runs)}</li>`)}
          </ul>`
        : html`${section.paragraphs.map((runs) => html`<p>${runsHtml(runs)}</p>`)}`;
    case "page_break":
      return html`<div class="page-break"></div>`;
  }
}

function tilesHtml(section: SectionOf<"tiles">): Html {
  const name =
    section.heading === "" ? html`<h2 class="vh">${text("reports.tiles")}</h2>` : NOTHING;
  return html`${name}
    <div class="tiles">${section.tiles.map(tileHtml)}</div>`;
}

async function chartHtml(section: SectionOf<"chart">, drawing: Drawing): Promise<Html> {
  const values =
    section.table.rows.length === 0
      ? NOTHING
      : html`<details>
          <summary>${text("reports.chart.table")}</summary>
          ${tableHtml(section.table)}
        </details>`;
  const sub = section.sub === "" ? NOTHING : html`<p class="sub">${section.sub}</p>`;
  const drawn = section.is_drawn ? await drawingsHtml(section, drawing) : NOTHING;
  return html`<figure>
    <figcaption>
      <p class="finding">${section.finding}</p>
      ${sub}
    </figcaption>
    ${drawn}${values}${linksHtml(section.links)}
  </figure>`;
}

/** One drawing for each width the page may give it. */
async function drawingsHtml(section: SectionOf<"chart">, { draw, key }: Drawing): Promise<Html> {
  const { chart, input } = section;
  const request = { chart, input, theme: "css" } as const;
  const [wide, narrow] = await Promise.all([
    draw({ ...request, width: WIDE, key: `${key}w` }),
    draw({ ...request, width: NARROW, key: `${key}n` }),
  ]);
  return html`<div class="chart main">
    <div class="wide">${trusted(wide)}</div>
    <div class="narrow">${trusted(narrow)}</div>
  </div>`;
}

function tableSectionHtml(section: SectionOf<"table">): Html {
  const finding =
    section.finding === "" ? NOTHING : html`<p class="finding">${section.finding}</p>`;
  const sub = section.sub === "" ? NOTHING : html`<p class="sub">${section.sub}</p>`;
  const note = section.note === "" ? NOTHING : html`<p class="note">${section.note}</p>`;
  const name = section.heading === "" ? section.sub : section.heading;
  const table =
    section.table.rows.length === 0
      ? NOTHING
      : html`<div class="scroll" tabindex="0" role="group" aria-label="${name}">
          ${tableHtml(section.table)}
        </div>`;
  return html`${finding}${sub}${table} ${note}${linksHtml(section.links)}`;
}

function linksHtml(links: readonly { readonly text: string; readonly href: string }[]): Html {
  if (links.length === 0) return NOTHING;
  const shown = links.map((link) => linked(link.href, link.text));
  return html`<p class="note">${joined(shown, " · ")}</p>`;
}

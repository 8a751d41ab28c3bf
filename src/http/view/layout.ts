import { text } from "../../core/index.js";
import type { FootView, PageView, ScopeItem, ScopeView } from "../page.js";
import { html, joined, NOTHING, trusted, type Html } from "./markup.js";
import { symbol } from "./symbol.js";

/** What surrounds the content of a page. */
export interface Frame {
  readonly page: Pick<PageView, "title" | "nav" | "scope" | "foot">;
  readonly theme: "light" | "dark" | null;
  readonly style_href: string;
  /** Address of the browser's script; null when it could not be built. */
  readonly script_href: string | null;
  readonly to: (path: string) => string;
  readonly here: (changes: { theme: string }) => string;
}

const NAVIGATION = [
  ["/", "http.nav.overview"],
  ["/assets", "http.nav.assets"],
  ["/pareto", "http.nav.pareto"],
  ["/recurring", "http.nav.recurring"],
  ["/reports", "http.nav.reports"],
  ["/datasets", "http.nav.datasets"],
  ["/quality", "http.nav.quality"],
  ["/metrics", "http.nav.metrics"],
] as const;

function navigation(frame: Frame): Html {
  const items = NAVIGATION.map(([path, id]) => {
    const current = frame.page.nav === path ? trusted(' aria-current="page"') : NOTHING;
    return html`<li><a href="${frame.to(path)}" ${current}>${text(id)}</a></li>`;
  });
  return html`<nav aria-label="${text("http.nav.label")}">
    <ul>
      ${items}
    </ul>
  </nav>`;
}

function themeLinks(frame: Frame): Html {
  const link = (theme: "light" | "dark", name: string): Html =>
    html`<a class="quiet ${name}" href="${frame.here({ theme })}"
      >${text(`http.theme.${theme}`)}</a
    >`;
  if (frame.theme !== null) {
    return link(frame.theme === "dark" ? "light" : "dark", "chosen");
  }
  return html`${link("dark", "to-dark")}${link("light", "to-light")}`;
}

function scopeItem(item: ScopeItem): Html {
  if (item.choices.length === 0)
    return html`<div>
      <dt>${item.label}</dt>
      <dd>${item.value}</dd>
    </div>`;
  const choices = item.choices.map((choice) => {
    const current = choice.is_current ? trusted(' aria-current="true"') : NOTHING;
    const small = choice.small === undefined ? NOTHING : html`<small>${choice.small}</small>`;
    return html`<li><a href="${choice.href}" ${current}>${choice.text}${small}</a></li>`;
  });
  return html`<div>
    <dt>${item.label}</dt>
    <dd>
      <details class="pick" name="scope">
        <summary>${item.value}</summary>
        <ul>
          ${choices}
        </ul>
      </details>
    </dd>
  </div>`;
}

function freshness(scope: ScopeView): Html {
  const since = scope.stale_since;
  const mark =
    since === null
      ? html`<span class="is-good">${symbol("tick")}</span> `
      : html`<span class="is-stale">${symbol("clock")} ${text("http.state.stale", { since })}</span>
          · `;
  const label = html`${mark}${text("http.scope.data_to")}
    <a class="quiet" href="${scope.sources_href}">${scope.data_to}</a>`;
  const unread =
    scope.unread === null
      ? null
      : html`<span class="is-bad">${symbol("cross")}</span>
          <a class="quiet" href="${scope.sources_href}">${scope.unread}</a>`;
  const doubts =
    scope.doubts === null
      ? null
      : html`<span class="is-uncertain">${symbol("square")}</span>
          <a class="quiet" href="${scope.doubts.href}">${scope.doubts.text}</a>`;
  return html`<span class="fresh">${joined([unread, label, doubts], " · ")}</span>`;
}

function scopeLine(scope: ScopeView | null): Html {
  if (scope === null) return NOTHING;
  const generated = scope.is_generated
    ? html`<span class="tag">${text("http.scope.generated")}</span>`
    : NOTHING;
  return html`<section class="scope" aria-label="${text("http.scope.label")}">
    <div>
      <dl>${scope.items.map(scopeItem)}</dl>
      ${generated}${freshness(scope)}
    </div>
  </section> `;
}

function footer(foot: FootView | null): Html {
  if (foot === null) return html`<footer class="foot"><p>${text("http.foot.name")}</p></footer>`;
  const last =
    foot.reconciliation === null
      ? null
      : html`<a href="${foot.reconciliation.href}">${foot.reconciliation.text}</a>`;
  return html`<footer class="foot"><p>${joined([...foot.sentences, last], " · ")}</p></footer>`;
}

/** The whole document around the content of a page; complete without scripts. */
export function documentHtml(frame: Frame, main: Html): string {
  const theme = frame.theme === null ? NOTHING : html` data-theme="${frame.theme}"`;
  const script =
    frame.script_href === null
      ? NOTHING
      : html`<script type="module" src="${frame.script_href}"></script> `;
  return html`<!doctype html>
    <html lang="en" ${theme}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${frame.page.title} – ${text("http.brand")}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="${frame.style_href}" />
        ${script}
      </head>
      <body>
        <a class="skip" href="#main">${text("http.skip")}</a>
        <header class="top">
          <div>
            <a class="brand" href="${frame.to("/")}">${text("http.brand")}</a
            >${navigation(frame)}<span class="who">${themeLinks(frame)}</span>
          </div>
        </header>
        ${scopeLine(frame.page.scope)}
        <main id="main">${main}</main>
        ${footer(frame.page.foot)}
      </body>
    </html> `.toString();
}

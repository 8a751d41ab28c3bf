import { text } from "../../core/index.js";
import type { PageView } from "../page.js";
import type { Problem } from "../problem.js";
import { answerHtml } from "../view/answer.js";
import { html, NOTHING, type Html } from "../view/markup.js";
import { sectionHtml } from "../view/section.js";
import { stateHtml, type StateView } from "../view/state.js";

function headline(problem: Problem): string {
  if (problem.status === 404) return text("http.error.not_found");
  if (problem.status === 403) return text("http.error.no_access");
  if (problem.code === "http.no_snapshot") return text("http.error.no_snapshot");
  if (problem.status < 500) return text("http.error.input");
  return text("http.error.failed");
}

function stateKind(problem: Problem): StateView["kind"] {
  if (problem.status === 403) return "no_access";
  return problem.status === 404 ? "empty" : "failed";
}

function issueList(problem: Problem): Html {
  if (problem.issues === undefined) return NOTHING;
  const items = problem.issues.map(
    (issue) =>
      html`<dt>${issue.where}</dt>
        <dd>${issue.message}${issue.hint === undefined ? "" : ` (${issue.hint})`}</dd>`,
  );
  return html`<dl class="defs">${items}</dl>`;
}

/** The page of an error: what was wrong, what to do next, and the id to find it in the log. */
export function errorPage(problem: Problem, home: string): PageView {
  const state: StateView = {
    kind: stateKind(problem),
    word: problem.title,
    sentence: `${sentence(problem.detail)}${problem.hint === undefined ? "" : ` ${sentence(problem.hint)}`}`,
    action: { text: text("http.error.home"), href: home },
    id: `${problem.code} ${problem.request_id}`,
  };
  return {
    title: headline(problem),
    nav: null,
    scope: null,
    foot: null,
    data: problem,
    table: null,
    main: () =>
      html`${answerHtml({
        kicker: text("http.error.kicker"),
        under: text("http.error.status", { status: problem.status }),
        headline: headline(problem),
      })}${sectionHtml({
        title: text("http.error.what"),
        notes: [text("http.error.note")],
        body: html`${stateHtml(state)}${issueList(problem)}`,
      })}`,
  };
}

function sentence(words: string): string {
  const start = words.slice(0, 1).toUpperCase() + words.slice(1);
  return /[.?!]$/.test(start) ? start : `${start}.`;
}

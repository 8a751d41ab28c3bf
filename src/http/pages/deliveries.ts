import { formatCount, formatInstant, text } from "../../core/index.js";
import type { Delivery, DeliveryState } from "../../state/index.js";
import type { Row } from "../../metrics/index.js";
import type { PageRequest, PageView } from "../page.js";
import { maySee } from "../query.js";
import { pageScope } from "../scope/page-scope.js";
import { answerHtml } from "../view/answer.js";
import { html, type Html } from "../view/markup.js";
import { sectionHtml } from "../view/section.js";
import { tableHtml, type PageCell } from "../view/table.js";
import { textIfKnown } from "../wording.js";

const MARK: Readonly<Record<DeliveryState, Pick<PageCell, "tone" | "symbol">>> = {
  pending: { tone: "plain", symbol: "none" },
  claimed: { tone: "plain", symbol: "none" },
  sending: { tone: "plain", symbol: "none" },
  handing_over: { tone: "plain", symbol: "none" },
  sent: { tone: "good", symbol: "tick" },
  held: { tone: "stale", symbol: "clock" },
  failed: { tone: "bad", symbol: "cross" },
  uncertain: { tone: "uncertain", symbol: "square" },
  cancelled: { tone: "plain", symbol: "none" },
};

function reasonOf(delivery: Delivery): string {
  if (delivery.reason === null) return "";
  const values = { ...delivery.reason_values };
  return textIfKnown(`delivery.reason.${delivery.reason}`, values) ?? delivery.reason;
}

const COLUMNS = [
  "schedule",
  "report",
  "site",
  "period",
  "recipient",
  "state",
  "attempts",
  "reason",
  "created_at",
  "updated_at",
  "sent_at",
  "message_id",
] as const;

function rowOf(delivery: Delivery): Row {
  return Object.fromEntries(COLUMNS.map((name) => [name, delivery[name]]));
}
function cells(request: PageRequest, delivery: Delivery, zone: string): PageCell[] {
  return [
    {
      text: delivery.schedule,
      href: request.to(`/reports/${delivery.report}`, {
        site: delivery.site,
        source: null,
        period: delivery.period,
      }),
    },
    { text: delivery.period },
    { text: delivery.recipient },
    { text: text("http.deliveries.state", { state: delivery.state }), ...MARK[delivery.state] },
    { text: formatCount(delivery.attempts) },
    { text: formatInstant(delivery.updated_at, zone, { year: true }), is_whole: true },
    { text: reasonOf(delivery), is_dim: true },
  ];
}

function main(request: PageRequest, deliveries: readonly Delivery[], zone: string): Html {
  const uncertain = deliveries.filter((one) => one.state === "uncertain").length;
  const failed = deliveries.filter((one) => ["failed", "held"].includes(one.state)).length;
  const table = tableHtml({
    columns: [
      { id: "schedule", title: text("http.deliveries.schedule") },
      { id: "period", title: text("http.deliveries.period") },
      { id: "recipient", title: text("http.deliveries.recipient") },
      { id: "state", title: text("http.deliveries.state_title") },
      { id: "attempts", title: text("http.deliveries.attempts"), align: "end", is_wide_only: true },
      { id: "updated", title: text("http.deliveries.updated"), is_wide_only: true },
      { id: "reason", title: text("http.deliveries.reason"), is_wide_only: true },
    ],
    rows: deliveries.map((one) => ({
      id: one.message_id,
      cells: cells(request, one, zone),
    })),
  });
  return html`${answerHtml({
    kicker: text("http.nav.reports"),
    under: text("http.route.deliveries"),
    headline: text("http.deliveries.headline", {
      count: deliveries.length,
      uncertain,
      failed,
    }),
    lede: [text("http.deliveries.lede")],
  })}${sectionHtml({
    title: text("http.route.deliveries"),
    notes: [text("http.deliveries.note")],
    links: [{ text: text("http.nav.reports"), href: request.to("/reports") }],
    body: deliveries.length === 0 ? html`<p>${text("http.deliveries.none")}</p>` : table,
  })}`;
}

/** The page of deliveries: every mail that is owed, left, or may have left. */
export async function deliveriesPage(request: PageRequest): Promise<PageView> {
  const scope = await pageScope(request, { is_timeless: true });
  const all = await request.deps.listDeliveries();
  const { site } = request.query;
  const deliveries = all.filter(
    (one) => maySee(request.principal, one.site) && (site === undefined || one.site === site),
  );
  const rows = deliveries.map(rowOf);
  return {
    title: text("http.route.deliveries"),
    nav: "/reports",
    scope: scope.view,
    foot: scope.foot,
    data: { deliveries: rows },
    table: { columns: COLUMNS, rows },
    main: () => main(request, deliveries, scope.source.zone),
  };
}

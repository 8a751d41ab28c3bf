import { join } from "node:path";
import type { Config } from "../config/index.js";
import { civilDateIn, text, type Clock, type Log } from "../core/index.js";
import { fromMailbox, openSender, type DeliveryDeps, type RenderMail } from "../delivery/index.js";
import { renderReport, type ReportDocument } from "../reports/index.js";
import type { State } from "../state/index.js";
import type { Snapshot } from "../warehouse/index.js";
import { makeReport, reportById } from "./make-report.js";

/** What mailing reports is made from. */
export interface MailOrder {
  readonly config: Config;
  readonly snapshots: { current(): Promise<Snapshot> };
  readonly clock: Clock;
  readonly log: Log;
  /** Address of the service, for links when no public address is configured. */
  readonly url: string;
}

/** Why a report is not to be mailed: sections that failed, or a period of which nothing is known. */
function problemsOf(document: ReportDocument): string[] {
  const { period, scope, data_to, data_to_text } = document;
  const failed = document.sections.flatMap(({ heading, failure }) =>
    failure === null ? [] : [heading === "" ? failure.message : `${heading}: ${failure.message}`],
  );
  const isWatched = data_to !== "" && civilDateIn(scope.zone, new Date(data_to)) > period.from;
  if (isWatched) return failed;
  return [...failed, text("delivery.unwatched", { period: period.label, data_to: data_to_text })];
}

/** Makes a report ready for mail: its document, then the mail with the PDF attached. */
export function renderMailOf(order: MailOrder): RenderMail {
  const { config, snapshots, clock, log, url } = order;
  const linked = { ...config, public_url: config.public_url ?? url };
  return async ({ report, site, period, principal }) => {
    const definition = await reportById(report);
    const snapshot = await snapshots.current();
    const document = await makeReport(definition, {
      site,
      period,
      snapshot,
      principal,
      config: linked,
      clock,
      log,
    });
    const problems = problemsOf(document);
    if (problems.length > 0) {
      return { complete: false, problems, subject: "", html: "", text: "", attachments: [] };
    }
    return { complete: true, problems: [], ...(await renderReport(document, "email")) };
  };
}

/** What the schedules need to mail reports. */
export function deliveryDeps(order: MailOrder & { readonly state: State }): DeliveryDeps {
  const { config, state, clock, log } = order;
  return {
    state,
    clock,
    log,
    renderMail: renderMailOf(order),
    sender: openSender(config.mail, join(config.data_dir, "outbox")),
    from: fromMailbox(config.mail),
  };
}

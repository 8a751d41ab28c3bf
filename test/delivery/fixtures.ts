import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ScheduleConfig } from "../../src/config/index.js";
import { fixedClock, silentLog, type Clock } from "../../src/core/index.js";
import {
  parseMailbox,
  type DeliveryDeps,
  type RenderedMail,
  type Sender,
} from "../../src/delivery/index.js";
import type { State } from "../../src/state/index.js";

/** Where the fixed clock of these tests stands. */
export const NOW = "2018-06-01T12:00:00.000Z";

/** A PNG of one transparent pixel, as any image program writes it. */
export const PIXEL = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==",
  "base64",
);

/** The smallest text that programs take for a PDF. */
export const PDF = Buffer.from(
  "%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF",
);

/** A complete report of one picture and one attached file. */
export function sampleMail(change: Partial<RenderedMail> = {}): RenderedMail {
  return {
    ...{ complete: true, problems: [], subject: "Monthly KPI — New York, May 2018" },
    html: '<p>MTBF <b>206.7 h</b></p><img src="cid:mtbf.1@meantime" alt="MTBF by month">',
    text: "MTBF 206.7 h\n.\n..a line that begins with dots\n",
    attachments: [
      { filename: "mtbf.png", content_type: "image/png", content: PIXEL, cid: "mtbf.1@meantime" },
      { filename: "report.pdf", content_type: "application/pdf", content: PDF, cid: null },
    ],
    ...change,
  };
}

/** A schedule of the monthly report, for one recipient unless changed. */
export function sampleSchedule(change: Partial<ScheduleConfig> = {}): ScheduleConfig {
  return {
    ...{ id: "monthly", report: "monthly-kpi", site: "nyc", cron: "0 7 1 * *", zone: "UTC" },
    ...{ recipients: ["manager@plant.example"], catch_up: "latest", ...change },
  };
}

/** A fresh path for a state file. */
export function statePath(): string {
  return join(mkdtempSync(join(tmpdir(), "meantime-delivery-")), "state.db");
}

/** A clock that a test sets forward. */
export function movableClock(start: string): Clock & { set(instant: string): void } {
  let now = new Date(start);
  return { now: () => now, set: (instant) => void (now = new Date(instant)) };
}

/** What delivering needs, with the sample mail and a fixed clock unless changed. */
export function depsFor(
  state: State,
  sender: Sender,
  change: Partial<DeliveryDeps> = {},
): DeliveryDeps {
  return {
    ...{ state, sender, clock: fixedClock(NOW), log: silentLog },
    renderMail: () => Promise.resolve(sampleMail()),
    from: parseMailbox("Meantime <reports@plant.example>"),
    ...change,
  };
}

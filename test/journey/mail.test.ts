import { rmSync } from "node:fs";
import { join } from "node:path";
import { simpleParser, type ParsedMail } from "mailparser";
import { parseHTML } from "linkedom";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runRecorded } from "../cli/recorded-run.js";
import { movableClock } from "../delivery/fixtures.js";
import { startMailServer, type MailServer } from "../delivery/mail-server.js";
import { loadConfig, type Config } from "../../src/config/index.js";
import { limits, lineLog, LOCAL_PRINCIPAL, silentLog } from "../../src/core/index.js";
import {
  fromMailbox,
  listDeliveries,
  openSender,
  startSchedules,
  type RenderedMail,
  type RenderMail,
} from "../../src/delivery/index.js";
import { renderMailOf, startService } from "../../src/main.js";
import { openState } from "../../src/state/index.js";
import { openCurrent } from "../../src/warehouse/index.js";
import { copyOfSample } from "./built-sample.js";
import { sampleFile, temporaryFolder, writeSubwayMapping } from "./mapping-file.js";

const RECIPIENT = "manager@plant.example";
const OUTAGES = ["", "-05-21"].map((state) =>
  sampleFile(`mta_elevators/elevators_outage${state}.csv`),
);

/** Six in the morning of the first of May in New York, when the schedule of the month fires. */
const FIRES_AT = "2018-05-01T10:00:00Z";

let data: string;
let server: MailServer;
const folder = temporaryFolder();

beforeAll(async () => {
  data = await copyOfSample();
  server = await startMailServer();
});

afterAll(async () => {
  await server.close();
  for (const path of [folder, data]) rmSync(path, { recursive: true, force: true });
});

/** The configuration as a person writes it: a schedule, and a mail server on this port. */
function configFor(port: number): Config {
  const file = writeSubwayMapping(folder, OUTAGES, {
    public_url: "https://meantime.plant.example/reliability",
    schedules: {
      monthly: {
        ...{ report: "monthly-kpi", site: "subway", cron: "0 6 1 * *" },
        recipients: [RECIPIENT],
      },
    },
    mail: { host: "127.0.0.1", port, from: "Meantime <meantime@plant.example>" },
  });
  return loadConfig({ env: {}, file, overrides: { data, port: 0 } });
}

/** Runs the whole service at an instant until what is due is done. */
async function serveAt(instant: string): Promise<void> {
  const service = await startService({
    config: configFor(server.port),
    config_words: [],
    clock: movableClock(instant),
    log: silentLog,
    say: () => undefined,
  });
  const sent = server.received.length;
  try {
    // Within a minute of the real clock it either mails or has nothing to mail.
    if (instant >= FIRES_AT && sent === 0) await server.at("complete");
    else await fetch(`${service.url}readyz`);
  } finally {
    await service.close();
  }
}

/** One link of each kind: those that differ only in the asset lead to the same page. */
function onePerKind(hrefs: readonly string[]): string[] {
  const kinds = new Map(
    hrefs.map((href) => [href.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ""), href]),
  );
  return [...kinds.values()];
}

describe("a monthly report by mail", () => {
  let mail: ParsedMail;
  let raw: string;

  beforeAll(async () => {
    await serveAt("2018-04-20T12:00:00Z");
    expect(server.received).toHaveLength(0);
    await serveAt(FIRES_AT);
    const [received] = server.received;
    raw = received?.raw.toString("latin1") ?? "";
    mail = await simpleParser(received?.raw ?? "");
  });

  test("arrives once, however often the service looks or starts again", async () => {
    expect(server.received.map(({ from, to }) => ({ from, to }))).toEqual([
      { from: "meantime@plant.example", to: [RECIPIENT] },
    ]);
    await serveAt("2018-05-01T10:05:00Z");
    await serveAt("2018-05-02T10:00:00Z");
    expect(server.received).toHaveLength(1);
    const { code, printed } = await runRecorded(["deliveries", "--data", data]);
    expect({ code, printed }).toEqual({
      code: 0,
      printed: [`1  monthly  2018-04  ${RECIPIENT}  Sent`],
    });
  });

  test("has a subject under 60 characters that says the answer", () => {
    expect(mail.subject?.length).toBeGreaterThan(10);
    expect(mail.subject?.length).toBeLessThan(60);
    expect(mail.subject).toMatch(/April|Elevators|elevators/);
    expect(mail.from?.value).toEqual([{ address: "meantime@plant.example", name: "Meantime" }]);
    expect(mail.messageId).toMatch(/^<[^@\s]+@plant\.example>$/);
  });

  test("says the same figures as HTML and as text", () => {
    const html = parseHTML(typeof mail.html === "string" ? mail.html : "").document;
    const words = html.body.textContent.replace(/\s+/g, " ");
    const text = (mail.text ?? "").replace(/\s+/g, " ");
    // MTBF of April: 216.1 h, 190.3 to 245.4 h; 898 failures.
    for (const figure of ["216", "190 to 245", "898", "April"]) {
      expect(words).toContain(figure);
      expect(text).toContain(figure);
    }
    expect(html.querySelectorAll("script, link, style[src], iframe")).toHaveLength(0);
  });

  test("shows its pictures by content id, each with words for those who do not see it", () => {
    const html = parseHTML(typeof mail.html === "string" ? mail.html : "").document;
    const pictures = [...html.querySelectorAll("img")];
    expect(pictures.length).toBeGreaterThan(0);
    // mailparser puts inline pictures into data addresses; the source tells the content ids.
    const ids = [...raw.matchAll(/^Content-Id: <([^>]+)>/gim)].map((match) => match[1]);
    expect(ids).toHaveLength(pictures.length);
    for (const picture of pictures) {
      expect(picture.getAttribute("src")).toMatch(/^data:image\/png;base64,iVBOR/);
      expect((picture.getAttribute("alt") ?? "").length).toBeGreaterThan(40);
    }
    const inline = mail.attachments.filter(({ related }) => related);
    expect(inline.map(({ cid }) => cid)).toEqual(ids);
    for (const { content } of inline) expect(content.subarray(1, 4).toString()).toBe("PNG");
  });

  test("has the whole report attached as a tagged PDF", () => {
    const files = mail.attachments.filter(({ related }) => !related);
    expect(files.map(({ filename, contentType }) => ({ filename, contentType }))).toEqual([
      { filename: "monthly-kpi-subway-2018-04.pdf", contentType: "application/pdf" },
    ]);
    const pdf = files[0]?.content.toString("latin1") ?? "";
    expect(pdf.slice(0, 5)).toBe("%PDF-");
    for (const mark of ["/Marked true", "/StructTreeRoot", "pdfuaid:part>1"]) {
      expect(pdf).toContain(mark);
    }
  });

  test("links to pages of the public address only, and those answer", async () => {
    const html = parseHTML(typeof mail.html === "string" ? mail.html : "").document;
    const hrefs = [...html.querySelectorAll("a[href]")].map(
      (link) => link.getAttribute("href") ?? "",
    );
    const base = "https://meantime.plant.example/reliability";
    expect(hrefs.length).toBeGreaterThan(3);
    expect(
      hrefs.filter((href) => !href.startsWith(`${base}/`) && !href.startsWith("mailto:")),
    ).toEqual([]);
    const service = await startService({
      ...{ config: configFor(server.port), config_words: [], say: () => undefined },
      ...{ clock: movableClock("2018-05-02T10:00:00Z"), log: silentLog },
    });
    try {
      for (const href of onePerKind(hrefs.filter((link) => link.startsWith(base)))) {
        const response = await fetch(href.replace(`${base}/`, service.url));
        expect([href, response.status]).toEqual([href, 200]);
      }
    } finally {
      await service.close();
    }
  });
});

describe("a month that nobody watched yet", () => {
  test("is held back with the reason instead of told as free of failures", async () => {
    const snapshot = await openCurrent(data);
    const renderMail = renderMailOf({
      config: configFor(1),
      snapshots: { current: () => Promise.resolve(snapshot) },
      clock: movableClock("2018-07-02T10:00:00Z"),
      log: silentLog,
      url: "http://127.0.0.1/",
    });
    const request = {
      report: "monthly-kpi",
      site: "subway",
      period: "2018-06",
      principal: LOCAL_PRINCIPAL,
    };
    const held = await renderMail(request);
    expect(held.complete).toBe(false);
    expect(held.problems).toEqual([expect.stringMatching(/Nothing is known of June 2018 yet/)]);
    expect((await renderMail({ ...request, period: "2018-05" })).complete).toBe(true);
    await snapshot.close();
  });
});

describe("a mail server that is down", () => {
  test("is tried again, each time later, then told as failed with the reason", async () => {
    const closed = await startMailServer();
    const { port } = closed;
    await closed.close();
    const config = configFor(port);
    const state_path = join(folder, "state.sqlite");
    const state = openState(state_path);
    const snapshot = await openCurrent(data);
    const snapshots = { current: () => Promise.resolve(snapshot) };
    const clock = movableClock("2018-04-20T12:00:00Z");
    const logged: string[] = [];
    const log = lineLog((line) => logged.push(line));
    const order = { config, snapshots, clock, log, url: "http://127.0.0.1/" };
    const { schedules } = config;
    // Made for real once: eight times the same report would prove nothing more.
    let made: Promise<RenderedMail> | null = null;
    const renderMail: RenderMail = (request) => (made ??= renderMailOf(order)(request));
    const scheduler = startSchedules({
      ...{ state, clock, log, schedules, refresh_cron: null },
      ...{ renderMail, from: fromMailbox(config.mail) },
      sender: openSender(config.mail, join(folder, "outbox")),
      runRefresh: () => Promise.resolve(),
    });
    await scheduler.tick();
    const times: number[] = [Date.parse(FIRES_AT)];
    for (let attempt = 1; attempt <= limits.mail_attempts; attempt += 1) {
      clock.set(new Date(times.at(-1) ?? 0).toISOString());
      await scheduler.tick();
      const [delivery] = listDeliveries(state);
      expect(delivery).toMatchObject({ attempts: attempt, recipient: RECIPIENT });
      times.push(Date.parse(delivery?.not_before ?? ""));
    }
    const [failed, ...others] = listDeliveries(state);
    expect(others).toEqual([]);
    expect(failed).toMatchObject({ state: "failed", needs_decision: true });
    expect(failed?.reason_text).toMatch(/could not be reached.*ECONNREFUSED.*127\.0\.0\.1/);
    const waits = times.slice(1, -1).map((time, i) => time - (times[i] ?? 0));
    // Three times as long each time, a fifth more at most, up to six hours.
    const hours = waits.map((wait) => wait / 3_600_000);
    expect(hours.every((wait, i) => wait > 5.9 || wait > 2 * (hours[i - 1] ?? 0))).toBe(true);
    expect(Math.max(...hours)).toBeLessThan(7.3);
    expect(logged.filter((line) => line.startsWith("warn delivery"))).toHaveLength(
      limits.mail_attempts - 1,
    );
    expect(logged.filter((line) => line.startsWith("error delivery"))).toHaveLength(1);
    await scheduler.stop();
    await snapshot.close();
    state.close();
    const told = await runRecorded(["deliveries", "--data", folder]);
    expect(told.printed.join("\n")).toMatch(
      /^1 {2}monthly {2}2018-04 {2}manager@.* {2}Failed: .*ECONNREFUSED/,
    );
  });
});

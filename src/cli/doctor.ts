import { statfsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Config, FeedConfig } from "../config/index.js";
import { EXIT_CODE, formatNumber, isAppError, text, type Clock } from "../core/index.js";
import { deliveryHealth, explainSchedule, openSender } from "../delivery/index.js";
import { checkLanding } from "../extract/index.js";
import { openState } from "../state/index.js";
import { connectors, findFiles } from "../sources/index.js";
import type { Snapshot } from "../warehouse/index.js";
import { withDataDirectory } from "./folders.js";
import { CONFIG_OPTIONS, defineCommand } from "./define.js";
import { configOf, withSnapshot } from "./load.js";
import { errorLines, errorReport } from "./print-error.js";

/** One thing looked at: what, how it is, and whether it must be mended. */
interface Finding {
  readonly subject: string;
  readonly detail: string;
  readonly is_wrong: boolean;
}

/** What a look found: words when all is well, or words that are wrong without being an error. */
type Seen = string | { readonly wrong: string };

async function look(subject: string, work: () => Seen | Promise<Seen>): Promise<Finding> {
  try {
    const seen = await work();
    if (typeof seen === "string") return { subject, detail: seen, is_wrong: false };
    return { subject, detail: seen.wrong, is_wrong: true };
  } catch (error) {
    const lines = isAppError(error) ? errorLines(error) : errorReport(error).lines;
    return { subject, detail: lines.map((line) => line.trim()).join(" — "), is_wrong: true };
  }
}

function checkNode(): string {
  return text("cli.doctor.node", { version: process.version, platform: process.platform });
}

function checkDataDirectory(config: Config): string {
  const { bavail, bsize } = statfsSync(withDataDirectory(config).data_dir);
  const free_gb = formatNumber((bavail * bsize) / 1e9, 1);
  return text("cli.doctor.data_directory", { path: config.data_dir, free_gb });
}

function checkState(config: Config): string {
  openState(join(config.data_dir, "state.sqlite")).close();
  return text("cli.doctor.fine");
}

async function checkLandingLog(config: Config): Promise<Seen> {
  const { sound, damaged } = await checkLanding(config.data_dir);
  if (damaged.length === 0) return text("cli.doctor.landing", { runs: sound });
  const said = damaged.flatMap(({ message, hint }) => [
    message,
    ...(hint === undefined ? [] : [hint]),
  ]);
  return { wrong: said.join(" — ") };
}

async function checkSnapshot(config: Config): Promise<Seen> {
  try {
    return await withSnapshot(config, async (snapshot) => {
      if (!snapshot.wasVerified) await snapshot.verify();
      return snapshotWords(snapshot.info, snapshot.damage);
    });
  } catch (error) {
    const isNone = isAppError(error) && error.code === "snapshot.none";
    if (isNone && error.issues.length === 0) return text("cli.doctor.no_snapshot");
    throw error;
  }
}

function snapshotWords(info: Snapshot["info"], damage: string | null): Seen {
  const { snapshot_id, data_to } = info;
  const reason = damage ?? info.fallback_reason;
  const found = { snapshot_id, data_to: data_to ?? text("cli.refresh.no_data") };
  if (reason === null) return text("cli.doctor.snapshot", found);
  return { wrong: text("cli.doctor.snapshot_fallback", { ...found, reason }) };
}

/** Connects and signs in to the mail server, or looks at the folder that stands for one. */
async function checkMail(config: Config): Promise<Seen> {
  const { is_ready, detail } = await openSender(
    config.mail,
    join(config.data_dir, "outbox"),
  ).probe();
  if (config.mail === null) {
    const seen = text("cli.doctor.no_mail", { folder: detail });
    return is_ready ? seen : { wrong: seen };
  }
  const { host, port } = config.mail;
  if (is_ready) return text("cli.doctor.mail", { host, port: String(port) });
  return { wrong: text("cli.doctor.mail_unreachable", { host, port: String(port), detail }) };
}

/** When each schedule runs next, and whether what was owed so far has arrived. */
async function scheduleFindings(config: Config, now: Date): Promise<Finding[]> {
  if (config.schedules.length === 0) return [];
  const coming = config.schedules.map((schedule) =>
    look(schedule.id, () => {
      const { runs, rule } = explainSchedule(schedule, now);
      const times = runs.map(({ local, period }) => `${local} (${period})`).join(", ");
      return text("cli.doctor.schedule", { times, zone: schedule.zone, rule });
    }),
  );
  const arrived = look("deliveries", () => {
    const state = openState(join(config.data_dir, "state.sqlite"));
    try {
      const { is_ok, sentences } = deliveryHealth(state, config.schedules, now);
      return is_ok ? sentences.join(" ") : { wrong: sentences.join(" ") };
    } finally {
      state.close();
    }
  });
  return Promise.all([...coming, arrived]);
}

/** What the data directory holds, and what is done from it. */
async function dataFindings(config: Config, now: Date): Promise<Finding[]> {
  return [
    await look("state", () => checkState(config)),
    await look("landing", () => checkLandingLog(config)),
    await look("snapshot", () => checkSnapshot(config)),
    await look("mail", () => checkMail(config)),
    ...(await scheduleFindings(config, now)),
  ];
}

/** Opens every file as an extraction would and compares its columns with the mapping. */
async function fileFindings(config: Config, clock: Clock): Promise<Finding[]> {
  const folder = await mkdtemp(join(tmpdir(), "meantime-doctor-"));
  const findings: Finding[] = [];
  try {
    for (const { source, feed } of feedsOf(config)) {
      let files: readonly string[] = [];
      const list = async (): Promise<Seen> => {
        ({ files } = await findFiles(feed.files, clock));
        return "";
      };
      const listed = await look(`${source}/${feed.id}`, list);
      if (listed.is_wrong) findings.push(listed);
      for (const path of files) {
        const check = async (): Promise<Seen> => {
          const { columns } = await connectors[feed.connector].inspect({ path, feed }, folder);
          return text("cli.doctor.file", { path, columns: columns.length });
        };
        findings.push(await look(`${source}/${feed.id}`, check));
      }
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return findings;
}

function feedsOf(config: Config): { source: string; feed: FeedConfig }[] {
  return config.sources.flatMap(({ id, feeds }) => feeds.map((feed) => ({ source: id, feed })));
}

/** `meantime doctor`: checks the installation and says what is wrong; exit code 9 when something is. */
export const doctor = defineCommand({
  name: "doctor",
  words: "",
  minimum_words: 0,
  maximum_words: 0,
  summary: "cli.doctor.summary",
  options: [{ name: "json", kind: "flag", summary: "cli.option.json" }, ...CONFIG_OPTIONS],
  run: async (args, context) => {
    const config = configOf(args, context);
    const counts = { sites: config.sites.length, sources: config.sources.length };
    const data = await look("data", () => checkDataDirectory(config));
    const findings = [
      await look("node", checkNode),
      await look("config", () => text("cli.doctor.config", { file: config.file, ...counts })),
      data,
      ...(data.is_wrong ? [] : await dataFindings(config, context.clock.now())),
      ...(await fileFindings(config, context.clock)),
    ];
    if (args.flags.has("json")) context.print(JSON.stringify(findings, null, 2));
    else {
      for (const { subject, detail, is_wrong } of findings) {
        const mark = text(is_wrong ? "cli.doctor.wrong" : "cli.doctor.right");
        context.print(`${mark}  ${subject}: ${detail}`);
      }
    }
    return findings.some(({ is_wrong }) => is_wrong) ? EXIT_CODE.config : 0;
  },
});

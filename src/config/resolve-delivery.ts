import { text } from "../core/index.js";
import type { Problems } from "./problems.js";
import { mailSchema, scheduleSchema } from "./schema.js";
import { isReference, readReference, type SecretSources } from "./secrets.js";
import type { MailConfig, ScheduleConfig } from "./types.js";
import type { KeyPath } from "./yaml-tree.js";

const PORT_STARTTLS = 587;
const PORT_TLS = 465;

/** The schedules of the file; schedules with problems are left out. */
export function resolveSchedules(
  raw: Readonly<Record<string, unknown>>,
  context: { problems: Problems; zones: ReadonlyMap<string, string | null> },
): ScheduleConfig[] {
  const { problems, zones } = context;
  return Object.entries(raw).flatMap(([id, value]) => {
    const path = ["schedules", id];
    problems.checkId(id, path);
    const schedule = problems.parse(scheduleSchema, value, path);
    if (schedule === undefined) return [];
    const { report, site, cron, recipients } = schedule;
    if (!zones.has(site)) problems.addUnknownName([...path, "site"], site, [...zones.keys()]);
    const zone = schedule.zone ?? zones.get(site) ?? "UTC";
    return { id, report, site, cron, zone, recipients, catch_up: schedule.catch_up ?? "latest" };
  });
}

/** How mail leaves, with its secrets read; undefined with the problems added. */
export function resolveMail(
  value: unknown,
  context: { problems: Problems; secrets: SecretSources },
): MailConfig | undefined {
  const { problems, secrets } = context;
  const raw = problems.parse(mailSchema, value, ["mail"]);
  if (raw === undefined) return undefined;
  const read = (key: "host" | "user" | "password"): string | null => {
    const written = raw[key] ?? null;
    if (written === null || !isReference(written)) return written;
    return readSecret(written, { problems, path: ["mail", key], secrets });
  };
  checkPassword(raw.password ?? null, problems);
  const secure = raw.secure ?? false;
  const mail = {
    host: read("host") ?? "",
    port: raw.port ?? (secure ? PORT_TLS : PORT_STARTTLS),
    secure,
    user: read("user"),
    from: raw.from,
  };
  // Not enumerable: printing, spreading or serialising the configuration leaves it out.
  return Object.defineProperty(mail, "password", { value: read("password") }) as MailConfig;
}

/** A password written out is refused, and not repeated. */
function checkPassword(password: string | null, problems: Problems): void {
  if (password === null || isReference(password)) return;
  problems.add({
    path: ["mail", "password"],
    id: "wrong_value",
    received: text("config.value.hidden"),
    expected: text("config.expected.secret"),
  });
}

function readSecret(
  reference: string,
  context: { problems: Problems; path: KeyPath; secrets: SecretSources },
): string | null {
  const secret = readReference(reference, context.secrets);
  if (secret.value !== null) return secret.value;
  const { expected } = secret;
  context.problems.add({ path: context.path, id: "wrong_value", received: reference, expected });
  return null;
}

import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fixedClock, LOCAL_PRINCIPAL, silentLog, type Principal } from "../../src/core/index.js";
import { createApp, type AppDeps } from "../../src/http/index.js";
import { loadReports } from "../../src/reports/index.js";
import { openCurrent, type Snapshot } from "../../src/warehouse/index.js";
import { samplePlant } from "../fixtures/sample-plant.js";

const root = new URL("../..", import.meta.url).pathname;
let opened: Promise<Snapshot> | undefined;

async function openSample(): Promise<Snapshot> {
  const { dataDir } = await samplePlant();
  return openCurrent(dataDir);
}

type PlantApp = Awaited<ReturnType<typeof makeApp>>;
const apps = new Map<string, Promise<PlantApp>>();

/** The pages over the bundled sample, as a principal sees them; made once for each. */
export function plantApp(principal: Principal = LOCAL_PRINCIPAL): Promise<PlantApp> {
  const made = apps.get(principal.id) ?? makeApp(principal);
  apps.set(principal.id, made);
  return made;
}

/** The bundled sample's snapshot, opened once. */
export function sampleSnapshot(): Promise<Snapshot> {
  opened ??= openSample();
  return opened;
}

async function makeApp(principal: Principal) {
  return appOver(await sampleSnapshot(), { principalOf: () => principal });
}

/** The pages over a snapshot. */
export async function appOver(
  snapshot: Pick<Snapshot, "info" | "query" | "exportTo">,
  changes: Partial<AppDeps> = {},
) {
  const temp_dir = mkdtempSync(join(tmpdir(), "meantime-http-"));
  const app = createApp({
    // A stand-in has what the pages ask for, not the whole of a snapshot.
    snapshots: { current: () => Promise.resolve(snapshot as Snapshot) },
    settings: {
      hosts: [],
      form_secret: Buffer.from("a secret of this test"),
      software_version: "0.0.0",
      temp_dir,
      recurrence_days: 30,
      public_url: null,
    },
    clock: fixedClock("2026-11-22T12:00:00Z"),
    log: silentLog,
    reports: await loadReports(join(root, "reports")),
    buildClient: () => Promise.resolve({ hash: "0123456789abcdef", code: "export {};" }),
    principalOf: () => LOCAL_PRINCIPAL,
    runRefresh: () => Promise.resolve(),
    listDeliveries: () => Promise.resolve([]),
    ...changes,
  });
  return { app, temp_dir };
}

/** A reader who may see one site only. */
export function readerOf(...sites: readonly string[]): Principal {
  return { ...LOCAL_PRINCIPAL, id: `reader of ${sites.join()}`, roles: ["reader"], sites };
}

/** Closes the sample's snapshot. */
export async function closePlant(): Promise<void> {
  const snapshot = await opened;
  await snapshot?.close();
}

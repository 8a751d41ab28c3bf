import { randomBytes } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { serve, type ServerType } from "@hono/node-server";
import type { Config } from "../config/index.js";
import { LOCAL_PRINCIPAL, type Clock, type Log } from "../core/index.js";
import { listDeliveries, startSchedules } from "../delivery/index.js";
import { createApp } from "../http/index.js";
import { loadReports, type ReportDefinition } from "../reports/index.js";
import { openState, type State } from "../state/index.js";
import { deliveryDeps } from "./delivery-deps.js";
import { clientBundle } from "./client-bundle.js";
import { errorLine } from "./error-line.js";
import { fail } from "./errors.js";
import { freshnessOf } from "./freshness.js";
import { runRefreshChild } from "./refresh-child.js";
import { SnapshotHolder } from "./snapshot-holder.js";
import { SOFTWARE_VERSION } from "./version.js";
import { REPORTS_DIR } from "./places.js";

/** What a running service is made of; handed in by the command line and by tests. */
export interface ServiceOrder {
  readonly config: Config;
  /** The words that lead a child process to the same configuration. */
  readonly config_words: readonly string[];
  readonly clock: Clock;
  readonly log: Log;
  /** Called with each line a refresh says about what it does. */
  readonly say: (line: string) => void;
}

/** A service that answers. */
export interface Service {
  /** Address of the first page. */
  readonly url: string;
  /** Takes no more requests, finishes what was begun and closes every file. */
  close(): Promise<void>;
}

function listen(config: Config, fetch: (request: Request) => Response | Promise<Response>) {
  return new Promise<{ server: ServerType; port: number }>((resolve, reject) => {
    const { host, port } = config;
    const hostname = host.replace(/^\[|\]$/g, "");
    const server = serve({ fetch, hostname, port }, (info) => resolve({ server, port: info.port }));
    server.once("error", (error: NodeJS.ErrnoException) => {
      reject(
        error.code === "EADDRINUSE"
          ? fail(
              "conflict.port_in_use",
              { host, port },
              { hint: "stop the other process, or choose another port with --port", cause: error },
            )
          : error,
      );
    });
  });
}

function refresher(order: ServiceOrder, signal: AbortSignal): () => Promise<void> {
  let running: Promise<void> | null = null;
  return () => {
    if (running !== null) {
      throw fail("conflict.refresh_running", { data_dir: order.config.data_dir });
    }
    const { config, config_words, say } = order;
    running = runRefreshChild({
      words: [...config_words, "--data", config.data_dir],
      is_background: true,
      say,
      signal,
    }).finally(() => {
      running = null;
    });
    return running;
  };
}

/** Begins a refresh and lets it go on; rejects when one is running already. */
function begin(runRefresh: () => Promise<void>, log: Log): Promise<void> {
  return new Promise((resolve) => {
    runRefresh().catch((error: unknown) => {
      log.error("refresh.failed", { error: errorLine(error) });
    });
    resolve();
  });
}

function makeApp(order: ServiceOrder, state: State, parts: Parts) {
  const { config, clock, log } = order;
  return createApp({
    snapshots: parts.holder,
    settings: {
      hosts: hostNames(config),
      form_secret: randomBytes(32),
      software_version: SOFTWARE_VERSION,
      temp_dir: parts.temp_dir,
      recurrence_days: config.recurrence_days,
      public_url: config.public_url,
    },
    clock,
    log,
    reports: parts.reports,
    buildClient: () => clientBundle(config.data_dir),
    principalOf: () => LOCAL_PRINCIPAL,
    runRefresh: () => begin(parts.runRefresh, log),
    ...freshnessOf(config),
    listDeliveries: () => Promise.resolve(listDeliveries(state, {})),
  });
}

interface Parts {
  readonly holder: SnapshotHolder;
  readonly temp_dir: string;
  readonly reports: readonly ReportDefinition[];
  readonly runRefresh: () => Promise<void>;
}

/** Names that a Host header may carry: the bound one and that of the public address. */
function hostNames(config: Config): string[] {
  const names = [shownHost(config.host)];
  if (config.public_url !== null) names.push(new URL(config.public_url).hostname);
  return names;
}

/** The bound address as it stands in an address line: an IPv6 one in brackets. */
function shownHost(host: string): string {
  return host.includes(":") && !host.startsWith("[") ? `[${host}]` : host;
}

/** What was opened, to be closed in the opposite order. */
class OpenParts {
  readonly #closers: (() => void | Promise<void>)[] = [];

  add<Part>(part: Part, close: (part: Part) => void | Promise<void>): Part {
    this.#closers.push(() => close(part));
    return part;
  }

  async close(): Promise<void> {
    for (const close of this.#closers.splice(0).reverse()) await close();
  }
}

async function openService(order: ServiceOrder, open: OpenParts): Promise<string> {
  const { config, clock, log } = order;
  const temp_dir = join(config.data_dir, "tmp");
  mkdirSync(temp_dir, { recursive: true });
  const state = open.add(openState(join(config.data_dir, "state.sqlite")), (it) => it.close());
  const holder = open.add(new SnapshotHolder(config.data_dir, log), (it) => it.close());
  const stopping = new AbortController();
  const runRefresh = refresher(order, stopping.signal);
  const reports = await loadReports(REPORTS_DIR);
  const app = makeApp(order, state, { holder, temp_dir, reports, runRefresh });
  const { server, port } = await listen(config, (request) => app.fetch(request));
  open.add(server, (it) => new Promise<void>((resolve) => it.close(() => resolve())));
  const url = `http://${shownHost(config.host)}:${port}/`;
  const mail = deliveryDeps({ config, state, snapshots: holder, clock, log, url });
  const { schedules, refresh_cron } = config;
  open.add(startSchedules({ ...mail, schedules, refresh_cron, runRefresh }), (it) => it.stop());
  // First of all: a refresh in flight is ended, not waited for; what is published stays.
  open.add(stopping, (it) => it.abort());
  void holder.current().catch(() => undefined);
  return url;
}

/** Opens the state and the snapshot, starts the schedules and listens. */
export async function startService(order: ServiceOrder): Promise<Service> {
  const open = new OpenParts();
  try {
    const url = await openService(order, open);
    return { url, close: () => open.close() };
  } catch (error) {
    await open.close();
    throw error;
  }
}

import { fixedClock, LOCAL_PRINCIPAL, silentLog, type Principal } from "../../src/core/index.js";
import { createApp, type AppDeps } from "../../src/http/index.js";

const SOURCE_ROW = {
  source_id: "pumps",
  title: "Pumps of a made-up plant",
  site: "north",
  site_name: "North",
  zone: "Europe/Berlin",
  attribution: null,
  licence: null,
  is_generated: true,
  failures_from: "downtime",
  has_stops: true,
  has_ends: true,
  has_register: true,
  asset_noun_many: "pumps",
  observation_basis: "declared",
  observed_from: "2025-12-31T23:00:00Z",
  observed_to: "2026-03-31T22:00:00Z",
  data_to: "2026-03-31T22:00:00Z",
  run_count: 1,
  last_run_at: "2026-04-01T00:00:00Z",
  rows_in: 10,
  rows_loaded: 7,
  rows_unchanged: 2,
  rows_quarantined: 1,
  rows_excluded: 0,
  waiting_count: 1,
};

const SITE_ROW = {
  site: "north",
  site_name: "North",
  zone: "Europe/Berlin",
  currency: "EUR",
  source: "pumps",
  source_title: "Pumps of a made-up plant",
  attribution: null,
  licence: null,
  is_generated: true,
  failures_from: "downtime",
  has_stops: true,
  has_ends: true,
  asset_noun_one: "pump",
  asset_noun_many: "pumps",
  observed_from: "2025-12-31T23:00:00Z",
  observed_to: "2026-03-31T22:00:00Z",
  data_to: "2026-03-31T22:00:00Z",
  observed_from_on: "2026-01-01",
  observed_to_on: "2026-04-01",
  is_first_day_whole: true,
  is_last_day_empty: true,
  unread_failures: null,
  unread_stops: null,
  left_out_count: 0,
  asset_count: 2,
};

const LISTS: Readonly<Record<string, readonly object[]>> = {
  sites: [SITE_ROW],
  source_rows: [SOURCE_ROW],
};

const info = {
  snapshot_id: "2026-04-01T000000Z-abc",
  built_at: "2026-04-01T00:05:00Z",
  data_to: "2026-03-31T22:00:00Z",
  landing_run_no: 3,
  software_version: "0.0.0",
  definitions_version: "1",
  is_current: true,
};

/** What the stub was asked to do. */
export interface StubCalls {
  refreshes: number;
}

/**
 * An app on a stub snapshot that knows one site and one source and, of other lists, only the rows
 * given: for tests of the door, not of figures.
 */
export function stubApp(
  changes: Partial<AppDeps> = {},
  principal: Principal = LOCAL_PRINCIPAL,
  lists: Readonly<Record<string, readonly object[]>> = {},
) {
  const calls: StubCalls = { refreshes: 0 };
  const snapshot = {
    info,
    query: (_kind: string, name: string) =>
      Promise.resolve({ columns: [], rows: lists[name] ?? LISTS[name] ?? [] }),
    exportTo: () => Promise.reject(new Error("the stub exports nothing")),
    close: () => Promise.resolve(),
  };
  const app = createApp({
    // The stub has what the pages ask for, not the whole of a snapshot.
    snapshots: { current: () => Promise.resolve(snapshot as never) },
    settings: {
      hosts: ["meantime.example"],
      form_secret: Buffer.from("a secret of this test"),
      software_version: "0.0.0",
      temp_dir: "/nowhere",
      recurrence_days: 90,
      public_url: null,
    },
    clock: fixedClock("2026-04-02T10:00:00Z"),
    log: silentLog,
    reports: [],
    buildClient: () => Promise.resolve({ hash: "0123456789abcdef", code: "export {};" }),
    principalOf: () => principal,
    runRefresh: () => {
      calls.refreshes += 1;
      return Promise.resolve();
    },
    listDeliveries: () => Promise.resolve([]),
    ...changes,
  });
  return { app, calls };
}

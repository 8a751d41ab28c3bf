import type { Command } from "./define.js";

/** Name of every command with a function that loads it; one command loads only what it needs. */
export const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  serve: async () => (await import("./serve.js")).serve,
  extract: async () => (await import("./extract.js")).extract,
  refresh: async () => (await import("./refresh.js")).refresh,
  metric: async () => (await import("./metric.js")).metric,
  report: async () => (await import("./report.js")).report,
  export: async () => (await import("./export.js")).exportDataset,
  deliveries: async () => (await import("./deliveries.js")).deliveries,
  demo: async () => (await import("./demo.js")).demo,
  doctor: async () => (await import("./doctor.js")).doctor,
};

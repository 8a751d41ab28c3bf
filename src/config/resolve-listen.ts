import { text } from "../core/index.js";
import type { Problems } from "./problems.js";
import { portSchema } from "./value-schemas.js";

const PORT = 3_000;
const HOST = "127.0.0.1";
const LOOPBACK = /^(127(\.\d{1,3}){3}|::1|\[::1\]|localhost)$/i;

/** What the command line says beside the file; each wins over the environment and the file. */
export interface ConfigOverrides {
  /** The data directory, relative to where it was started (`--data`). */
  readonly data?: string | undefined;
  readonly port?: string | number | undefined;
  readonly host?: string | undefined;
}

/** True for an address that only this machine can reach. */
export function isLoopback(host: string): boolean {
  return LOOPBACK.test(host);
}

/** The address to bind to: the command line, else PORT, else the file, else 127.0.0.1:3000. */
export function resolveListen(
  raw: { readonly host?: string | null | undefined; readonly port?: number | null | undefined },
  context: {
    readonly overrides: ConfigOverrides;
    readonly env: Readonly<Record<string, string | undefined>>;
    readonly problems: Problems;
  },
): { host: string; port: number } {
  const { overrides, env, problems } = context;
  const fromEnv = env["PORT"] === "" ? undefined : env["PORT"];
  const host = overrides.host ?? raw.host ?? HOST;
  if (!isLoopback(host)) {
    const expected = text("config.expected.loopback");
    if (overrides.host !== undefined) problems.addElsewhere("--host", host, expected);
    else problems.add({ path: ["host"], id: "wrong_value", received: host, expected });
  }
  const given = overrides.port ?? fromEnv;
  if (given === undefined) return { host, port: raw.port ?? PORT };
  const port = portSchema.safeParse(/^\d{1,5}$/.test(String(given)) ? Number(given) : NaN);
  if (port.success) return { host, port: port.data };
  const where = overrides.port === undefined ? "PORT" : "--port";
  problems.addElsewhere(where, String(given), text("config.expected.port"));
  return { host, port: PORT };
}

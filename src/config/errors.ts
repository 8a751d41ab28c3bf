import { defineErrors } from "../core/index.js";

/** The errors of reading a configuration. */
export const configErrors = {
  "config.invalid": {
    kind: "config" as const,
    message: ({ file, count }: { file: string; count: number }) =>
      `${count} problem${count === 1 ? "" : "s"} in ${file} — expected none`,
    doc: "The configuration has mistakes. Every one of them is listed with its place.",
  },
  "config.file_missing": {
    kind: "config" as const,
    message: ({ file }: { file: string }) =>
      `no configuration file: ${file} — expected a readable file`,
    doc: "The file named by --config or MEANTIME_CONFIG cannot be opened.",
  },
  "config.file_too_large": {
    kind: "config" as const,
    message: ({ file, bytes, limit }: { file: string; bytes: number; limit: number }) =>
      `configuration file too large: ${file} has ${bytes} bytes — expected at most ${limit}`,
    doc: "The configuration file is larger than the product reads.",
  },
  "config.file_encoding": {
    kind: "config" as const,
    message: ({ file }: { file: string }) =>
      `configuration file is not UTF-8: ${file} — expected UTF-8`,
    doc: "The configuration file has bytes that are not UTF-8.",
  },
  "config.host_not_loopback": {
    kind: "config" as const,
    message: ({ host }: { host: string }) =>
      `host is not loopback: ${host} — expected 127.0.0.1, ::1 or localhost`,
    doc: "The service has no sign-in yet, so it is bound to this machine only.",
  },
};

/** Makes the errors of this area. */
export const fail = defineErrors(configErrors);

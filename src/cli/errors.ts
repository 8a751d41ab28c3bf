import { defineErrors } from "../core/index.js";

/** Errors of the command line itself. */
export const cliErrors = {
  "input.command_unknown": {
    kind: "input",
    message: (v: { command: string }) => `unknown command: ${v.command}`,
    doc: "The word after `meantime` is no command; the nearest one is offered.",
  },
  "input.option_unknown": {
    kind: "input",
    message: (v: { option: string; command: string }) =>
      `unknown option of ${v.command}: ${v.option}`,
    doc: "The command has no such option; the nearest one is offered.",
  },
  "input.option_value": {
    kind: "input",
    message: (v: { option: string; received: string; expected: string }) =>
      `wrong value of --${v.option}: ${v.received} — expected ${v.expected}`,
    doc: "An option's value is not of the kind it takes.",
  },
  "config.data_directory": {
    kind: "config",
    message: (v: { path: string; found: string }) =>
      `the data directory cannot be used: ${v.path} (${v.found}) — expected a folder that this user may read and write`,
    doc: "The data directory cannot be made, is no folder, or may not be written to by this user.",
  },
  "data.nothing_landed": {
    kind: "data",
    message: (v: { data_dir: string }) =>
      `nothing was extracted yet: ${v.data_dir} — expected a complete run of a feed of the configuration`,
    doc: "A refresh was asked for before anything was extracted; an empty snapshot would serve nothing.",
  },
  "input.words": {
    kind: "input",
    message: (v: { command: string; received: number; expected: string }) =>
      `wrong number of words for ${v.command}: ${v.received} — expected ${v.expected}`,
    doc: "A command got more or fewer words than it takes.",
  },
} as const;

/** Makes an error of the command line. */
export const fail = defineErrors(cliErrors);

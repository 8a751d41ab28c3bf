import { createReadStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { LOCAL_PRINCIPAL, text } from "../core/index.js";
import { resolveDataset } from "../metrics/index.js";
import type { Snapshot } from "../warehouse/index.js";
import { CONFIG_OPTIONS, defineCommand, type Arguments, type CommandContext } from "./define.js";
import { configOf, withSnapshot } from "./load.js";
import { outputPath } from "./output.js";
import { oneOf } from "./parse-arguments.js";

const FORMATS = ["csv", "parquet", "arrow"] as const;

type Format = (typeof FORMATS)[number];

async function write(
  args: Arguments,
  context: CommandContext,
  to: { readonly snapshot: Snapshot; readonly path: string; readonly format: Format },
): Promise<number> {
  const { site, asset, from, to: until } = args.values;
  const ctx = { snapshot: to.snapshot, principal: LOCAL_PRINCIPAL, clock: context.clock };
  const [id = ""] = args.words;
  const { dataset, query_parameters } = await resolveDataset(
    id,
    { site, asset, from, to: until },
    ctx,
  );
  return to.snapshot.exportTo({
    dataset: dataset.id,
    parameters: query_parameters,
    principal: LOCAL_PRINCIPAL,
    format: to.format,
    path: to.path,
  });
}

/** `meantime export <dataset>`: writes one dataset to a file or to standard output. */
export const exportDataset = defineCommand({
  name: "export",
  words: "<dataset>",
  minimum_words: 1,
  maximum_words: 1,
  summary: "cli.export.summary",
  options: [
    { name: "format", kind: "value", placeholder: "NAME", summary: "cli.option.format_dataset" },
    {
      name: "output",
      short: "o",
      kind: "value",
      placeholder: "FILE",
      summary: "cli.option.output",
    },
    { name: "site", kind: "value", placeholder: "ID", summary: "cli.option.site" },
    { name: "asset", kind: "value", placeholder: "TAG", summary: "cli.option.asset" },
    { name: "from", kind: "value", placeholder: "DATE", summary: "cli.option.from" },
    { name: "to", kind: "value", placeholder: "DATE", summary: "cli.option.to" },
    ...CONFIG_OPTIONS,
  ],
  run: async (args, context) => {
    const config = configOf(args, context);
    const format = oneOf(args, "format", { fallback: "csv", choices: FORMATS });
    const output = outputPath(args);
    const folder = output === undefined ? await mkdtemp(join(tmpdir(), "meantime-export-")) : null;
    const path = output ?? join(folder ?? "", "rows");
    try {
      const rows = await withSnapshot(config, (snapshot) =>
        write(args, context, { snapshot, path, format }),
      );
      if (folder === null) context.say(text("cli.export.written", { rows, path }));
      else {
        for await (const bytes of createReadStream(path)) await context.write(bytes as Buffer);
      }
    } finally {
      if (folder !== null) await rm(folder, { recursive: true, force: true });
    }
    return 0;
  },
});

import { EXIT_CODE, isCivilDate, LOCAL_PRINCIPAL, text } from "../core/index.js";
import { standaloneStyle } from "../http/index.js";
import { makeReport, reportById } from "../main.js";
import { isComplete, REPORT_FORMATS, renderReport, type Email } from "../reports/index.js";
import { CONFIG_OPTIONS, defineCommand } from "./define.js";
import { fail } from "./errors.js";
import { configOf, withSnapshot } from "./load.js";
import { outputPath, writeAnswer } from "./output.js";
import { oneOf } from "./parse-arguments.js";

function isBytes(value: unknown): value is Uint8Array {
  return value instanceof Uint8Array;
}

/** A mail as one JSON text: its parts, attachments in base64. */
function emailText(mail: Email): string {
  const attachments = mail.attachments.map((attachment) => ({
    ...attachment,
    content: Buffer.from(attachment.content).toString("base64"),
  }));
  return JSON.stringify({ ...mail, attachments }, null, 2);
}

function bytesOf(rendering: string | Uint8Array | Email): Uint8Array {
  if (isBytes(rendering)) return rendering;
  return Buffer.from(typeof rendering === "string" ? rendering : emailText(rendering));
}

/** The month of `--period`; null when none is given. */
function monthOf(received: string | undefined): string | null {
  if (received === undefined) return null;
  const isMonth = /^\d{4}-\d{2}$/.test(received) && isCivilDate(`${received}-01`);
  if (isMonth) return received;
  throw fail("input.option_value", { option: "period", received, expected: "a month as YYYY-MM" });
}

/** `meantime report <id>`: makes one report from the published snapshot. */
export const report = defineCommand({
  name: "report",
  words: "<id>",
  minimum_words: 1,
  maximum_words: 1,
  summary: "cli.report.summary",
  options: [
    { name: "period", kind: "value", placeholder: "MONTH", summary: "cli.option.period" },
    { name: "site", kind: "value", placeholder: "ID", summary: "cli.option.site" },
    { name: "format", kind: "value", placeholder: "NAME", summary: "cli.option.format_report" },
    {
      name: "output",
      short: "o",
      kind: "value",
      placeholder: "FILE",
      summary: "cli.option.output",
    },
    ...CONFIG_OPTIONS,
  ],
  run: async (args, context) => {
    const config = configOf(args, context);
    const format = oneOf(args, "format", { fallback: "html", choices: REPORT_FORMATS });
    const output = outputPath(args);
    const period = monthOf(args.values["period"]);
    const definition = await reportById(args.words[0] ?? "");
    const document = await withSnapshot(config, (snapshot) =>
      makeReport(definition, {
        site: args.values["site"] ?? null,
        period,
        snapshot,
        principal: LOCAL_PRINCIPAL,
        config,
        clock: context.clock,
        log: context.log,
      }),
    );
    const css = format === "html" ? await standaloneStyle() : "";
    const rendering = await renderReport(document, format, { css });
    await writeAnswer(args, context, bytesOf(rendering));
    if (output !== undefined) context.say(text("cli.report.written", { path: output }));
    if (isComplete(document)) return 0;
    context.say(text("cli.report.incomplete"));
    return EXIT_CODE.data;
  },
});

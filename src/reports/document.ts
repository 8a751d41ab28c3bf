import { z } from "zod";
import { fail } from "./errors.js";

/** Version of the stored form; a document of another version is refused, not guessed at. */
export const DOCUMENT_FORMAT = 1;

const tone = z.enum(["good", "bad", "same", "uncertain", "stale", "plain"]);
const symbol = z.enum([
  "up",
  "down",
  "same",
  "ring",
  "diamond",
  "square",
  "clock",
  "cross",
  "tick",
  "none",
]);

const link = z.object({ text: z.string(), href: z.string() });

const verdict = z.object({
  code: z.enum(["better", "worse", "same", "changed", "too_few", "not_comparable"]),
  word: z.string(),
  symbol,
  tone,
});

const spark = z.object({
  /** One value a period, oldest first; null where the period has none. */
  values: z.array(z.number().nullable()),
  /** Position of the last point of the reported period in `values`; null when it is not there. */
  reported: z.number().int().nullable(),
  /** Position of its first point, when the period has several, such as the weeks of a month. */
  reported_from: z.number().int().nullable(),
  /** The value compared with, drawn as a dotted line. */
  compared: z.number().nullable(),
  /** The drawing in words. */
  label: z.string(),
});

const tile = z.object({
  metric: z.string(),
  name: z.string(),
  /** Short form of the name for narrow places: `MTBF`. */
  short_name: z.string(),
  /** The value as text without its unit; empty when it cannot be said. */
  value: z.string(),
  unit: z.string(),
  /** Word in the value's place when there is none: `Not available`, `Too few failures`. */
  placeholder: z.string(),
  /** Why there is no value; empty when there is one. */
  missing: z.string(),
  interval: z.string(),
  n: z.string(),
  spark: spark.nullable(),
  verdict: verdict.nullable(),
  /** The change in words: `+20 % on March's 180 h`; empty when nothing can be compared. */
  change: z.string(),
  /** The change alone, for narrow places: `+20 %`. */
  change_short: z.string(),
  href: z.string(),
  definition_href: z.string(),
});

const tableColumn = z.object({
  id: z.string(),
  title: z.string(),
  /** Unit or grain, under the title. */
  unit: z.string(),
  align: z.enum(["start", "end"]),
  /** `bar` columns hold a drawing and their title is read aloud, not shown. */
  kind: z.enum(["text", "bar"]),
  /** Left out on phones. */
  is_wide_only: z.boolean(),
  /** Kept when only a few columns have room, as in mail. */
  is_key: z.boolean(),
});

const tableCell = z.object({
  text: z.string(),
  href: z.string(),
  tone,
  symbol,
  is_dim: z.boolean(),
  /** Length of an inline bar as a part of the column's longest, or null. */
  bar: z.number().min(0).max(1).nullable(),
});

const table = z.object({
  columns: z.array(tableColumn),
  rows: z.array(z.object({ id: z.string(), cells: z.array(tableCell) })),
});

const finding = z.object({
  /** Rule that found it, documented at `rule_href`. */
  rule: z.string(),
  /** One word before the sentence in mail: `Open`, `Worse`, `Unsure`. */
  word: z.string(),
  symbol,
  tone,
  title: z.string(),
  body: z.string(),
  /** The number that ranks it, such as hours lost; may be empty. */
  number: z.string(),
  href: z.string(),
  links: z.array(link),
});

interface InlineNode {
  readonly kind: "text" | "strong" | "emphasis" | "code" | "link";
  readonly text: string;
  readonly href: string;
}

const inline: z.ZodType<InlineNode> = z.object({
  kind: z.enum(["text", "strong", "emphasis", "code", "link"]),
  text: z.string(),
  href: z.string(),
});

const failure = z.object({ code: z.string(), message: z.string() });

const common = {
  /** Heading above the section; empty for none. */
  heading: z.string(),
  status: z.enum(["complete", "failed"]),
  /** What went wrong, when the section failed. */
  failure: failure.nullable(),
};

const answerSection = z.object({
  ...common,
  kind: z.literal("answer"),
  headline: z.string(),
  /** The headline in under 60 characters: subject of the mail. */
  short: z.string(),
  /** How sure: sentences that say whether the headline's change could be chance, and what is missing. */
  lede: z.array(z.string()),
});

const tilesSection = z.object({ ...common, kind: z.literal("tiles"), tiles: z.array(tile) });

const chartSection = z.object({
  ...common,
  kind: z.literal("chart"),
  chart: z.string(),
  finding: z.string(),
  sub: z.string(),
  alt: z.string(),
  /** False when there is nothing to draw: finding and sub-line then say why. */
  is_drawn: z.boolean(),
  /** What the chart function draws: a metric result, stored whole. */
  input: z.unknown(),
  /** The same values as a table. */
  table,
  links: z.array(link),
});

const tableSection = z.object({
  ...common,
  kind: z.literal("table"),
  id: z.string(),
  finding: z.string(),
  sub: z.string(),
  table,
  note: z.string(),
  links: z.array(link),
});

const findingsSection = z.object({
  ...common,
  kind: z.literal("findings"),
  findings: z.array(finding),
  /** Said instead when there is nothing to attend to. */
  none: z.string(),
});

const paragraphs = z.array(z.array(inline));

const qualitySection = z.object({ ...common, kind: z.literal("data_quality"), paragraphs });

const readingSection = z.object({ ...common, kind: z.literal("how_to_read"), paragraphs });

const proseSection = z.object({
  ...common,
  kind: z.literal("prose"),
  is_list: z.boolean(),
  paragraphs,
});

const pageBreak = z.object({ ...common, kind: z.literal("page_break") });

const section = z.discriminatedUnion("kind", [
  answerSection,
  tilesSection,
  chartSection,
  tableSection,
  findingsSection,
  qualitySection,
  readingSection,
  proseSection,
  pageBreak,
]);

/** The stored form of a report document. */
export const reportDocumentSchema = z.object({
  format: z.literal(DOCUMENT_FORMAT),
  id: z.string(),
  title: z.string(),
  language: z.string(),
  /** 1 for the first issue of this report, site and period; a later one never replaces it. */
  issue: z.number().int().min(1),
  period: z.object({ from: z.string(), to: z.string(), label: z.string(), key: z.string() }),
  scope: z.object({
    site: z.string(),
    source: z.string(),
    site_name: z.string(),
    zone: z.string(),
    asset_noun: z.tuple([z.string(), z.string()]),
    asset_count: z.number().int(),
    is_generated: z.boolean(),
    attribution: z.string().nullable(),
    licence: z.string().nullable(),
  }),
  snapshot_id: z.string(),
  /** Instant the data reach to, ISO 8601 UTC. */
  data_to: z.string(),
  /** The same as the site's clock shows it. */
  data_to_text: z.string(),
  generated_at: z.string(),
  software_version: z.string(),
  /** Address that paths are made absolute with in mail and PDF; null leaves them out there. */
  public_url: z.string().nullable(),
  /** Path of the page of this report and period. */
  href: z.string(),
  status: z.enum(["complete", "failed"]),
  /** What a reader of this rendering must know: made-up data, characters no font has. */
  notes: z.array(z.string()),
  sections: z.array(section),
});

/** A report with every figure resolved: all a renderer needs, and what is archived. */
export type ReportDocument = z.infer<typeof reportDocumentSchema>;
/** One part of a report document. */
export type Section = z.infer<typeof section>;
/** The sections of one kind. */
export type SectionOf<Kind extends Section["kind"]> = Extract<Section, { kind: Kind }>;
/** A key figure with everything needed to judge it. */
export type Tile = z.infer<typeof tile>;
/** The small line of a tile. */
export type Spark = z.infer<typeof spark>;
/** What a change means, as a word with its symbol and tone. */
export type Verdict = z.infer<typeof verdict>;
/** A table ready to be laid out: every cell is text. */
export type Table = z.infer<typeof table>;
/** A column of such a table. */
export type TableColumn = z.infer<typeof tableColumn>;
/** A cell of such a table. */
export type TableCell = z.infer<typeof tableCell>;
/** Something that asks for attention, with its rule and its evidence. */
export type Finding = z.infer<typeof finding>;
/** A run of text with one style. */
export type Inline = InlineNode;
/** A text that leads somewhere. */
export type Link = z.infer<typeof link>;
/** Judgement by which a figure or row is coloured. */
export type Tone = z.infer<typeof tone>;
/** Code of a drawn symbol. */
export type SymbolCode = z.infer<typeof symbol>;

/** True when every section could be computed; a report that is not complete is never mailed. */
export function isComplete(document: ReportDocument): boolean {
  return document.sections.every((part) => part.status === "complete");
}

/** The document stored in a JSON text; throws `report.document_invalid` for anything else. */
export function readDocument(json: string): ReportDocument {
  const parsed = reportDocumentSchema.safeParse(parseJson(json));
  if (parsed.success) return parsed.data;
  const first = parsed.error.issues[0];
  const problem = `${first?.path.join(".") ?? ""} ${first?.message ?? ""}`.trim();
  throw fail("report.document_invalid", { problem });
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (cause) {
    throw fail("report.document_invalid", { problem: "not JSON" }, { cause });
  }
}

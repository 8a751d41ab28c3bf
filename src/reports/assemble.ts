import { formatInstant, placedAddress, text, wholeMonths, type TimeRange } from "../core/index.js";
import type { ReportDefinition } from "./definition.js";
import {
  DOCUMENT_FORMAT,
  reportDocumentSchema,
  type ReportDocument,
  type Section,
} from "./document.js";
import type { Evidence, ReportContext } from "./evidence.js";
import { uncoveredCharacters } from "./fonts.js";
import { assembleSections } from "./sections.js";
import { periodNames } from "./view/periods.js";

/** What a report is about, and which issue of it this is. */
export interface ReportRequest {
  readonly range: TimeRange;
  /** 1 for the first; a later one is made when the data of the period have changed. */
  readonly issue: number;
}

/** Where the figures come from and what else a document states. */
export interface ReportSources extends Pick<
  ReportContext,
  "clock" | "software_version" | "public_url" | "log"
> {
  readonly evidence: Evidence;
  readonly snapshot_id: string;
}

const MOST_CHARACTERS = 12;

/** The document of a report: every section computed, or stating why it could not be. */
export async function assemble(
  definition: ReportDefinition,
  request: ReportRequest,
  from: ReportSources,
): Promise<ReportDocument> {
  const names = periodNames(request.range);
  const { evidence, snapshot_id, log } = from;
  const { issue } = request;
  const sections = await assembleSections({ definition, issue, names, evidence, snapshot_id, log });
  const { site } = evidence;
  const data_to = site.data_to ?? "";
  const document = {
    format: DOCUMENT_FORMAT,
    id: definition.id,
    title: definition.title,
    language: "en",
    issue,
    period: { ...request.range, label: names.label, key: periodKey(request.range) },
    scope: {
      site: site.site,
      source: site.source,
      site_name: site.site_name,
      zone: site.zone,
      asset_noun: site.asset_noun,
      asset_count: site.asset_count,
      is_generated: site.is_generated,
      attribution: site.attribution,
      licence: site.licence,
    },
    snapshot_id,
    data_to,
    data_to_text: data_to === "" ? "" : formatInstant(data_to, site.zone, { year: true }),
    generated_at: `${from.clock.now().toISOString().slice(0, 19)}Z`,
    software_version: from.software_version,
    public_url: from.public_url ?? null,
    href: hrefOf(definition.id, site, request.range),
    status: sections.every((section) => section.status === "complete") ? "complete" : "failed",
    notes: notesOf(sections, site.is_generated),
    sections,
  };
  // Through the stored form at once, so that a fresh document and an archived one are the same.
  const stored = JSON.stringify(document);
  return reportDocumentSchema.parse(
    JSON.parse(stored, (key, value: unknown) => placed(key, readable(value), site)),
  );
}

/** Addresses lead to the report's own site and source also from a mail or PDF, which stand alone. */
function placed(key: string, value: unknown, site: Evidence["site"]): unknown {
  const isAddress = typeof value === "string" && (key === "href" || key.endsWith("_href"));
  return isAddress ? placedAddress(value, site) : value;
}

/** Control characters, and marks that turn the direction of all text after them. */
const UNREADABLE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

/** A text of the data without what no reader can see and what would disturb its neighbours. */
function readable(value: unknown): unknown {
  return typeof value === "string" ? value.replace(UNREADABLE, "") : value;
}

/** `2018-04` for one month, else the days: names files and stands in addresses. */
export function periodKey(range: TimeRange): string {
  return wholeMonths(range) === 1 ? range.from.slice(0, 7) : `${range.from}_${range.to}`;
}

/** Where the report is read: a month by its name, other spans by their days, as the pages ask. */
function hrefOf(id: string, { site }: Evidence["site"], range: TimeRange): string {
  const period = wholeMonths(range) === 1 ? { period: periodKey(range) } : range;
  const query = new URLSearchParams({ site, ...period });
  return `/reports/${id}?${query.toString()}`;
}

function notesOf(sections: readonly Section[], is_generated: boolean): string[] {
  const failed = sections.filter((section) => section.status === "failed").length;
  const missing = uncoveredCharacters(JSON.stringify(sections));
  return [
    ...(is_generated ? [text("reports.note.generated")] : []),
    ...(failed > 0 ? [text("reports.note.failed", { count: failed })] : []),
    ...(missing.length > 0 ? [charactersNote(missing)] : []),
  ];
}

function charactersNote(missing: readonly string[]): string {
  const named = missing.slice(0, MOST_CHARACTERS).map((character) => {
    const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
    return text("reports.character", { character, code: `U+${code}` });
  });
  const more = missing.length > MOST_CHARACTERS ? ["…"] : [];
  return text("reports.note.characters", {
    count: missing.length,
    characters: [...named, ...more].join(", "),
  });
}

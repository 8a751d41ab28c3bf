import {
  assertDefined,
  canonicalFields,
  text,
  type CanonicalField,
  type EntityName,
  type FieldType,
} from "../core/index.js";
import type { FeedConfig, FieldMapping } from "../config/index.js";

/** How the staging macros read one field: the keys that `queries/staging/macros` look for. */
type FieldMap = Readonly<Record<string, unknown>>;

/** What the codes of a date format tell: a time of day, or with `%z` and `%Z` also its zone. */
const CODES_OF = { zoned: "zZ", time: "cfgHIMnpSX", day: "aAbBdGjmuUVwWxyY%" } as const;

/** What a date format gives: an instant by its own zone, a wall-clock time, a day. */
export type FormatKind = keyof typeof CODES_OF | "epoch";

/** The more telling kind first. */
const KINDS = ["zoned", "time", "day"] as const;
/** Formats that count from the beginning of 1970, UTC, and the microseconds of what they count. */
const EPOCHS: ReadonlyMap<string, number> = new Map([
  ["epoch_s", 1_000_000],
  ["epoch_ms", 1_000],
]);
const SECONDS_PER_UNIT = { s: 1, min: 60, h: 3_600, d: 86_400 } as const;

/** How a feed's rows are read: its entity, its fields and the rules that leave rows out. */
export type Mapping = Pick<FeedConfig, "entity" | "fields" | "exclude">;

/** What a mapping is applied to: the columns of a file, and the zone of stamps without an offset. */
export interface FileLayout {
  readonly columns: readonly string[];
  readonly zone: string;
  /** True when cells may be dates by their type: those are ISO 8601, whatever formats are declared. */
  readonly has_date_cells?: boolean;
}

/**
 * The parameters with which `queries/staging/stg_<entity>.sql` reads files of one layout: each
 * canonical field as a JSON text (an empty one when unmapped), and the rules that leave rows out.
 */
export function stagingParameters(mapping: Mapping, layout: FileLayout): Record<string, string> {
  const fields = Object.entries(canonicalFields[mapping.entity]).map(([name, definition]) => {
    const field = mapping.fields[name];
    const map = field === undefined ? {} : fieldMap(field, definition, layout);
    return [name, JSON.stringify(map)] as const;
  });
  const exclude = mapping.exclude.map((rule) => ({
    pos: placeOf(rule, layout.columns),
    equals: rule.equals,
    reason: rule.reason,
  }));
  return { ...Object.fromEntries(fields), exclude: JSON.stringify(exclude) };
}

/** What a mapping says of a column. */
type NamedColumn = Pick<FieldMapping, "column" | "former" | "is_new">;

/** The columns that a mapping names, of those that a file must have, and the file has not. */
export function missingColumns(mapping: Mapping, columns: readonly string[]): string[] {
  const named: readonly NamedColumn[] = [...Object.values(mapping.fields), ...mapping.exclude];
  const missing = named.flatMap((one) => {
    const isThere = one.is_new === true || placeOf(one, columns) > 0;
    return isThere ? [] : (one.column ?? []);
  });
  return [...new Set(missing)];
}

/** Where a file has a column, by the first of its names that it knows; 0 when it has none. */
function placeOf({ column, former = [] }: NamedColumn, columns: readonly string[]): number {
  const names = column === undefined ? [] : [column, ...former];
  const found = names.find((name) => columns.includes(name));
  return found === undefined ? 0 : columns.indexOf(found) + 1;
}

function fieldMap(mapping: FieldMapping, definition: CanonicalField, layout: FileLayout): FieldMap {
  // A column that a file need not have reads as nothing where it is missing.
  const pos = mapping.column === undefined ? undefined : placeOf(mapping, layout.columns);
  return withoutUndefined({
    column: pos === undefined ? undefined : (layout.columns[pos - 1] ?? mapping.column),
    pos,
    constant: mapping.constant,
    nothing: mapping.nothing,
    pattern: mapping.pattern,
    map: mapping.map,
    otherwise: mapping.otherwise,
    is_required: definition.is_required ? true : undefined,
    expected: expectedText(mapping, definition),
    expected_pattern:
      mapping.pattern === undefined
        ? undefined
        : text("warehouse.expected.pattern", { pattern: mapping.pattern }),
    ...readingOf(mapping, definition, layout),
  });
}

/** What only fields of that type need to be read. */
function readingOf(
  mapping: FieldMapping,
  definition: CanonicalField,
  { zone, has_date_cells }: FileLayout,
): FieldMap {
  switch (definition.type) {
    case "text":
    case "flag":
      return {};
    case "class":
      return { allowed: definition.values };
    case "instant":
    case "day":
    case "day_or_instant":
      return {
        zone: mapping.zone ?? zone,
        expected_range: text("warehouse.expected.range"),
        has_date_cells: has_date_cells === true ? true : undefined,
        ...formatsOf(mapping.format),
      };
    case "number":
    case "money":
    case "duration":
      return {
        decimal: mapping.decimal,
        thousands: mapping.thousands,
        number_pattern: numberPattern(mapping),
        unit_s: SECONDS_PER_UNIT[mapping.unit ?? "s"],
      };
  }
}

/** Formats by what they give: an instant by its offset, a wall-clock time, a day. */
function formatsOf(formats: readonly string[] | undefined): FieldMap {
  if (formats === undefined) return {};
  const some = (chosen: readonly string[]): readonly string[] | undefined =>
    chosen.length === 0 ? undefined : chosen;
  return {
    is_formatted: true,
    epoch_us: EPOCHS.get(formats.find((format) => EPOCHS.has(format)) ?? ""),
    zoned_formats: some(formats.filter((format) => formatKind(format) === "zoned")),
    formats: some(formats.filter((format) => formatKind(format) === "time")),
    day_formats: some(formats.filter((format) => formatKind(format) === "day")),
  };
}

/** What a format gives, by the codes in it; a code that is not known here is our bug. */
export function formatKind(format: string): FormatKind {
  if (EPOCHS.has(format)) return "epoch";
  const codes = [...format.matchAll(/%-?(.)/g)].map(([, code = ""]) => code);
  const kinds = codes.map((code) => {
    const kind = KINDS.find((one) => CODES_OF[one].includes(code));
    return assertDefined(kind, `date code %${code} is neither a time of day nor a day`);
  });
  return KINDS.find((one) => kinds.includes(one)) ?? "day";
}

/** A whole number or a decimal by the declared marks; groups of three when a mark between is declared. */
function numberPattern({ decimal = ".", thousands }: FieldMapping): string {
  const escaped = (mark: string): string => `[${mark}]`;
  const plain = "\\d+";
  const whole =
    thousands === undefined ? plain : `(\\d{1,3}(${escaped(thousands)}\\d{3})+|${plain})`;
  return `[+-]?${whole}(${escaped(decimal)}\\d+)?`;
}

const EXPECTED = {
  instant: "warehouse.expected.instant",
  day: "warehouse.expected.day",
  day_or_instant: "warehouse.expected.day_or_instant",
} as const;

function expectedText(mapping: FieldMapping, definition: CanonicalField): string {
  const { type } = definition;
  if (type === "class" || (type === "flag" && mapping.map !== undefined) || type === "text") {
    const known = mapping.map === undefined ? definition.values : Object.keys(mapping.map);
    return known.length === 0
      ? text("warehouse.expected.text")
      : text("warehouse.expected.one_of", { values: known.join(", ") });
  }
  if (type === "flag") return text("warehouse.expected.flag");
  if (isTime(type)) {
    if (mapping.format === undefined) return text(EXPECTED[type]);
    return text("warehouse.expected.format", { formats: mapping.format.join(", ") });
  }
  return text("warehouse.expected.number", { decimal: mapping.decimal ?? "." });
}

function isTime(type: FieldType): type is keyof typeof EXPECTED {
  return type in EXPECTED;
}

function withoutUndefined(values: FieldMap): FieldMap {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

/** The entities in the order in which they are staged. */
export const ENTITIES: readonly EntityName[] = ["asset", "downtime", "failure", "work_order"];

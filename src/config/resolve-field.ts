import type { z } from "zod";
import {
  canonicalFields,
  text,
  type CanonicalField,
  type EntityName,
  type FieldType,
} from "../core/index.js";
import { show, type Problems } from "./problems.js";
import { fieldSchema, type defaultsSchema } from "./schema.js";
import type { FieldMapping } from "./types.js";
import { textSchema } from "./value-schemas.js";
import type { KeyPath } from "./yaml-tree.js";

/** How text is written, where a field does not say otherwise. */
export type Writing = z.output<typeof defaultsSchema>;

type RawField = z.output<typeof fieldSchema>;
type Option = Exclude<keyof RawField, "column" | "is_new">;

const VALUES: readonly Option[] = ["constant", "pattern", "map", "otherwise", "nothing"];
const NUMBERS: readonly Option[] = ["constant", "pattern", "decimal", "thousands", "nothing"];
const DATES: readonly Option[] = ["pattern", "format", "zone", "nothing"];

const OPTIONS: Readonly<Record<FieldType, readonly Option[]>> = {
  text: VALUES,
  class: VALUES,
  flag: VALUES,
  number: NUMBERS,
  money: NUMBERS,
  duration: [...NUMBERS, "unit"],
  instant: DATES,
  day: DATES,
  day_or_instant: DATES,
};

interface FieldContext {
  readonly problems: Problems;
  readonly path: KeyPath;
  readonly name: string;
  readonly definition: CanonicalField;
  readonly writing: Writing;
}

/** The fields of a feed, each as it is read; fields with problems are left out. */
export function resolveFields(
  entity: EntityName,
  raw: Readonly<Record<string, unknown>>,
  context: { problems: Problems; path: KeyPath; writing: Writing },
): Record<string, FieldMapping> {
  const { problems, path, writing } = context;
  const known = canonicalFields[entity];
  const fields: Record<string, FieldMapping> = {};
  for (const [name, value] of Object.entries(raw)) {
    if (value === null) continue;
    const definition = Object.hasOwn(known, name) ? known[name] : undefined;
    if (definition === undefined) {
      problems.add({
        path: [...path, name],
        id: "unknown_key",
        received: name,
        ...problems.offer(name, Object.keys(known)),
      });
      continue;
    }
    const at = { problems, path: [...path, name], name, definition, writing };
    const mapping = resolveField(value, at);
    if (mapping !== undefined) fields[name] = mapping;
  }
  for (const [name, { is_required }] of Object.entries(known)) {
    if (!is_required || (raw[name] ?? null) !== null) continue;
    problems.addRule(path, text("config.rule.field_required", { entity, field: name }));
  }
  return fields;
}

function resolveField(value: unknown, context: FieldContext): FieldMapping | undefined {
  const raw = rawField(value, context);
  if (raw === undefined) return undefined;
  const mapping = mappingOf(raw, context);
  checkMarks(mapping, context);
  return mapping;
}

function rawField(value: unknown, context: FieldContext): RawField | undefined {
  const { problems, path } = context;
  if (typeof value !== "object") {
    const column = textSchema.safeParse(value);
    if (column.success) return { column: [column.data] };
    const expected = text("config.expected.text");
    problems.add({ path, id: "wrong_value", received: show(value), expected });
    return undefined;
  }
  const raw = problems.parse(fieldSchema, value, path);
  if (raw === undefined) return undefined;
  checkSource(raw, context);
  checkOptions(raw, context);
  checkValues(raw, context);
  return raw;
}

function checkSource(raw: RawField, { problems, path }: FieldContext): void {
  if (isSet(raw.column) === isSet(raw.constant)) {
    problems.addRule(path, text("config.rule.column_or_constant"));
  }
  if (isSet(raw.otherwise) && !isSet(raw.map)) {
    problems.addRule([...path, "otherwise"], text("config.rule.otherwise_alone"));
  }
}

/** With one mark for both, 1.5 would be read as 15; a mark may come from the feed or the source. */
function checkMarks(mapping: FieldMapping, { problems, path }: FieldContext): void {
  const { decimal = ".", thousands } = mapping;
  if (thousands !== decimal) return;
  const expected = text("config.expected.other_mark");
  problems.add({
    path: [...path, "thousands"],
    id: "wrong_value",
    received: thousands,
    expected,
  });
}

function checkOptions(raw: RawField, { problems, path, name, definition }: FieldContext): void {
  const fitting = OPTIONS[definition.type];
  for (const option of Object.keys(raw) as (keyof RawField)[]) {
    if (option === "column" || option === "is_new") continue;
    if (!isSet(raw[option]) || fitting.includes(option)) continue;
    const values = { option, field: name, type: definition.type, options: fitting.join(", ") };
    problems.addRule([...path, option], text("config.rule.option_unfit", values));
  }
}

/** What a map, a constant or `otherwise` gives must be something the field can hold. */
function checkValues(raw: RawField, { problems, path, definition }: FieldContext): void {
  const given: [KeyPath, string][] = Object.entries(raw.map ?? {}).map(([from, to]) => [
    [...path, "map", from],
    to,
  ]);
  if (isSet(raw.constant)) given.push([[...path, "constant"], raw.constant]);
  if (isSet(raw.otherwise)) given.push([[...path, "otherwise"], raw.otherwise]);
  const isNumeric = ["number", "money", "duration"].includes(definition.type);
  const allowed = definition.type === "flag" ? ["true", "false"] : definition.values;
  for (const [at, received] of given) {
    if (allowed.length > 0 && !allowed.includes(received)) {
      const advice = problems.offer(received, allowed);
      problems.add({ path: at, id: "wrong_value", received, ...advice });
    }
    if (isNumeric && !/^-?\d+(\.\d+)?$/.test(received)) {
      const expected = text("config.expected.number");
      problems.add({ path: at, id: "wrong_value", received, expected });
    }
  }
}

function isSet<T>(value: T): value is NonNullable<T> {
  return value !== null && value !== undefined;
}

/** The mapping with what the feed and the source say about writing, and without what is unset. */
function mappingOf(raw: RawField, { definition, writing }: FieldContext): FieldMapping {
  const inherited: Record<string, unknown> = {};
  for (const option of OPTIONS[definition.type]) {
    if (option in writing) inherited[option] = writing[option as keyof Writing];
  }
  const own = { ...raw, ...columnNames(raw.column ?? []) };
  return dropUnset({ ...(isSet(raw.constant) ? {} : inherited), ...dropUnset(own) });
}

/** A column's name now and, when there are any, its former names. */
export function columnNames(names: readonly string[]): {
  column: string | undefined;
  former: readonly string[] | undefined;
} {
  const [column, ...former] = names;
  return { column, former: former.length === 0 ? undefined : former };
}

function dropUnset(values: Readonly<Record<string, unknown>>): Record<string, never> {
  // The keys and their types are those of the schema, which are those of FieldMapping.
  return Object.fromEntries(Object.entries(values).filter(([, value]) => isSet(value))) as never;
}

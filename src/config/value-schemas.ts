import { z } from "zod";
import { isCivilDate, isMailAddress, isTimeZone, mailboxOf, text } from "../core/index.js";
import { isCronLine } from "./cron.js";

const ID = /^[a-z][a-z0-9_-]{0,63}$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2}))?$/;
/** For editors, which check as one types; what is an address after all, core says. */
const EMAIL = /^[^\s@<>,;"]+@[^\s@<>,;"]+$/;
const SENDER = /^([^<>]*<)?[^\s@<>,;"]+@[^\s@<>,;"]+>?$/;
const DATE_CODE = /%(-?[aAbBcdfgGHIjmMnpSuUVwWxXyYzZ%])/g;
/** What RE2, which reads the patterns, does not know. */
const NOT_RE2 = /\(\?(=|!|<=|<!)|\\[1-9]|\\k</;

function unique<T>(items: readonly T[]): boolean {
  return new Set(items).size === items.length;
}

function isPattern(value: string): boolean {
  try {
    new RegExp(value, "u");
    return !NOT_RE2.test(value);
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}

function isDateFormat(value: string): boolean {
  if (value === "epoch_s" || value === "epoch_ms") return true;
  return /%/.test(value) && !value.replace(DATE_CODE, "").includes("%");
}

/** `Date.parse` takes the 30th of February for a day in March, so the day is looked at first. */
function isInstant(value: string): boolean {
  return INSTANT.test(value) && isCivilDate(value.slice(0, 10)) && !Number.isNaN(Date.parse(value));
}

function isHttpUrl(value: string): boolean {
  return URL.canParse(value) && /^https?:$/.test(new URL(value).protocol);
}

/** A mapping whose values are checked one by one elsewhere. */
export const mappingSchema = z.record(z.string(), z.unknown(), {
  error: () => text("config.expected.mapping"),
});

const nonEmptySchema = z.string().min(1, { error: () => text("config.expected.text") });

function uniqueTexts(item: z.ZodType<string, string | number | boolean>) {
  const error = (): string => text("config.expected.text_list");
  return z.array(item).min(1, { error }).refine(unique, { error });
}

/** A text that is not empty; `007` and `true` are texts here. */
export const textSchema = z
  .union([nonEmptySchema, z.number(), z.boolean()], {
    error: () => text("config.expected.text"),
  })
  .meta({ id: "text" })
  .transform(String);

/** One text or several. */
export const textListSchema = z
  .union([textSchema, uniqueTexts(textSchema)], {
    error: () => text("config.expected.text_list"),
  })
  .meta({ id: "texts" })
  .transform((value) => (Array.isArray(value) ? value : [value]));

/** A value to put into a field; the empty text is one. */
export const scalarSchema = z
  .union([z.string(), z.number(), z.boolean()], { error: () => text("config.expected.scalar") })
  .transform(String);

/** One value or several, the empty text among them. */
export const scalarListSchema = z
  .union([scalarSchema, uniqueTexts(scalarSchema)], {
    error: () => text("config.expected.text_list"),
  })
  .transform((value) => (Array.isArray(value) ? value : [value]));

/** Texts that stand for something, and what they stand for. */
export const valueMapSchema = z.record(z.string(), scalarSchema, {
  error: () => text("config.expected.mapping"),
});

/** The name of a site, source, feed or schedule; also a folder name and part of addresses. */
export const idSchema = z
  .string({ error: () => text("config.expected.id") })
  .regex(ID, { error: () => text("config.expected.id") });

/** True or false. */
export const flagSchema = z.boolean({ error: () => text("config.expected.flag") });

/** One of a set of words, named in the problem when it is none of them. */
export function wordSchema<const Words extends readonly [string, ...string[]]>(words: Words) {
  return z.enum(words, {
    error: () => text("config.expected.one_of", { names: words.join(", ") }),
  });
}

/** A time zone by its IANA name. Bare offsets are refused: they have no daylight saving. */
export const zoneSchema = z
  .string({ error: () => text("config.expected.zone") })
  .refine((value) => /^[A-Za-z]/.test(value) && isTimeZone(value), {
    error: () => text("config.expected.zone"),
  });

/** A currency code that exists. */
export const currencySchema = z
  .string({ error: () => text("config.expected.currency") })
  .refine((value) => Intl.supportedValuesOf("currency").includes(value), {
    error: () => text("config.expected.currency"),
  });

/** An instant with its offset, or a day. */
export const instantSchema = z
  .string({ error: () => text("config.expected.instant") })
  .refine(isInstant, { error: () => text("config.expected.instant") });

/** A TCP port; 0 lets the machine choose. */
export const portSchema = z
  .number({ error: () => text("config.expected.port") })
  .int({ error: () => text("config.expected.port") })
  .min(0, { error: () => text("config.expected.port") })
  .max(65_535, { error: () => text("config.expected.port") });

/** A window in days. */
export const daysSchema = z
  .number({ error: () => text("config.expected.days") })
  .int({ error: () => text("config.expected.days") })
  .min(1, { error: () => text("config.expected.days") })
  .max(3_650, { error: () => text("config.expected.days") });

/** An address of the web. */
export const urlSchema = z
  .string({ error: () => text("config.expected.url") })
  .refine(isHttpUrl, { error: () => text("config.expected.url") });

/** A line of five cron fields. */
export const cronSchema = z
  .string({ error: () => text("config.expected.cron") })
  .refine(isCronLine, { error: () => text("config.expected.cron") });

/** People to mail to. */
export const recipientsSchema = z
  .array(
    z
      .string({ error: () => text("config.expected.recipients") })
      .regex(EMAIL, { error: () => text("config.expected.recipients") })
      .refine(isMailAddress, { error: () => text("config.expected.recipients") }),
    { error: () => text("config.expected.recipients") },
  )
  .min(1, { error: () => text("config.expected.recipients") })
  .refine(unique, { error: () => text("config.expected.recipients") });

/** Whom mail is from. */
export const senderSchema = z
  .string({ error: () => text("config.expected.sender") })
  .regex(SENDER, { error: () => text("config.expected.sender") })
  .refine((value) => mailboxOf(value) !== null, { error: () => text("config.expected.sender") });

/** A word in the singular and in the plural. */
export const nounSchema = z
  .array(textSchema, { error: () => text("config.expected.noun") })
  .length(2, { error: () => text("config.expected.noun") });

/** A regular expression. */
export const patternSchema = z
  .string({ error: () => text("config.expected.pattern") })
  .refine(isPattern, { error: () => text("config.expected.pattern") });

const dateFormatSchema = z
  .string({ error: () => text("config.expected.format") })
  .refine(isDateFormat, { error: () => text("config.expected.format") });

/** One way or several of writing dates. */
export const formatSchema = z
  .union([dateFormatSchema, z.array(dateFormatSchema).min(1)], {
    error: () => text("config.expected.format"),
  })
  .transform((value) => (Array.isArray(value) ? value : [value]));

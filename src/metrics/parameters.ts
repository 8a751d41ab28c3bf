import { z } from "zod";
import { CIVIL_YEARS, isCivilDate, limits, nearest, text, type Issue } from "../core/index.js";
import { fail } from "./errors.js";

const civilDate = z.string().refine(isCivilDate, {
  error: `a date as YYYY-MM-DD, from ${CIVIL_YEARS.first} to ${CIVIL_YEARS.last}`,
});
/** Characters of a group at most: canonical texts may be long. */
const GROUP_CHARACTERS = 2_000;
const word = z.string().trim().min(1).max(200);

/** The vocabulary of parameters, once: what each accepts. Titles are `metrics.parameter.<name>`. */
export const PARAMETERS = {
  from: { kind: "date", schema: civilDate },
  to: { kind: "date", schema: civilDate },
  site: { kind: "site", schema: word },
  source: { kind: "source", schema: word },
  asset: { kind: "asset", schema: word },
  by: { kind: "choice", schema: z.enum(["total", "month", "week", "day", "asset"]) },
  downtime: { kind: "choice", schema: z.enum(["unplanned", "all"]) },
  base: { kind: "choice", schema: z.enum(["calendar"]) },
  within_days: { kind: "integer", schema: z.coerce.number().int().min(1).max(3650) },
  measure: { kind: "choice", schema: z.enum(["count", "hours", "cost"]) },
  dimension: {
    kind: "choice",
    schema: z.enum(["area", "asset", "equipment_class", "mode", "cause", "text"]),
  },
  group: { kind: "text", schema: z.string().max(GROUP_CHARACTERS) },
  show: { kind: "text", schema: z.string().regex(/^[a-z_]{1,40}$/) },
  after: { kind: "text", schema: z.string().max(400) },
  page_rows: { kind: "integer", schema: z.coerce.number().int().min(1).max(limits.query_rows) },
} as const;

/** The name of a parameter. */
export type ParameterName = keyof typeof PARAMETERS;

/** A parameter as a form or a reference page shows it. */
export interface ParameterInfo {
  readonly name: ParameterName;
  readonly kind: (typeof PARAMETERS)[ParameterName]["kind"];
  readonly title: string;
  /** The values it may have, for a choice; else empty. */
  readonly choices: readonly string[];
}

/** How a parameter is called and what it accepts. */
export function parameterInfo(name: ParameterName): ParameterInfo {
  const { kind, schema } = PARAMETERS[name];
  const choices = schema instanceof z.ZodEnum ? schema.options : [];
  return { name, kind, title: text(`metrics.parameter.${name}`), choices };
}

/** Parameters after checking: only the given ones, each as text. */
export type GivenParameters = Readonly<Partial<Record<ParameterName, string>>>;

function unknownKey(key: string, allowed: readonly string[]): Issue {
  const meant = nearest(key, allowed);
  return {
    where: key,
    message: `unknown parameter: ${key} — expected one of ${allowed.join(", ")}`,
    received: key,
    ...(meant === undefined ? {} : { hint: `did you mean ${meant}?` }),
  };
}

function wrongValue(name: ParameterName, value: string, expected: string): Issue {
  const { choices } = parameterInfo(name);
  const meant = nearest(value, choices);
  const wanted = choices.length > 0 ? `one of ${choices.join(", ")}` : expected;
  return {
    where: name,
    message: `wrong value of ${name}: ${value} — expected ${wanted}`,
    received: value,
    expected: wanted,
    ...(meant === undefined ? {} : { hint: `did you mean ${meant}?` }),
  };
}

/** Which parameters are offered and, where fewer than all, which of their choices. */
export interface ParameterOffer {
  readonly names: readonly ParameterName[];
  readonly choices?: Readonly<Partial<Record<ParameterName, readonly string[]>>>;
}

/** A strict zod schema of an offer, for API documents. */
export function parameterSchema(offer: ParameterOffer) {
  const shape = Object.fromEntries(
    offer.names.map((name) => [name, PARAMETERS[name].schema.optional()]),
  );
  return z.strictObject(shape);
}

function checkValue(offer: ParameterOffer, name: ParameterName, value: string): Issue | undefined {
  const parsed = PARAMETERS[name].schema.safeParse(value);
  if (!parsed.success) return wrongValue(name, value, parsed.error.issues[0]?.message ?? "");
  const choices = offer.choices?.[name];
  if (choices === undefined || choices.includes(value)) return undefined;
  const wanted = `one of ${choices.join(", ")}`;
  return {
    where: name,
    message: `wrong value of ${name}: ${value} — expected ${wanted}`,
    received: value,
    expected: wanted,
  };
}

/**
 * The given parameters, checked against an offer; an empty text counts as not given, but for a
 * group, where it names the records that state none. All problems are reported at once as
 * `metrics.parameters`, each with the nearest name or choice.
 */
export function parseParameters(
  offer: ParameterOffer,
  input: Readonly<Record<string, string | undefined>>,
): GivenParameters {
  const issues: Issue[] = [];
  const given: Partial<Record<ParameterName, string>> = {};
  for (const [key, value] of Object.entries(input)) {
    const name = offer.names.find((offered) => offered === key);
    if (name === undefined) issues.push(unknownKey(key, offer.names));
    else if (value !== undefined && (value !== "" || name === "group")) {
      const issue = checkValue(offer, name, value);
      if (issue === undefined) given[name] = name === "group" ? value : value.trim();
      else issues.push(issue);
    }
  }
  if (issues.length === 0) return given;
  throw fail("metrics.parameters", { first: issues[0]?.message ?? "" }, { issues });
}

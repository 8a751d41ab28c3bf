import { z } from "zod";
import { canonicalFields, type CanonicalField, type EntityName } from "../core/index.js";
import {
  configSchema,
  declaredSchema,
  defaultsSchema,
  excludeSchema,
  feedSchema,
  fieldSchema,
  mailSchema,
  recordsOfAssetSchema,
  scheduleSchema,
  siteSchema,
  sourceSchema,
  untilLastEndSchema,
} from "./schema.js";
import { idSchema, textSchema } from "./value-schemas.js";

type ObjectSchema = z.ZodObject<Readonly<Record<string, z.ZodType>>>;

function byId(schema: z.ZodType): z.ZodType {
  return z.record(idSchema, schema);
}

/** The same key with another schema, and with the words and the optionality it had. */
function refined(parent: ObjectSchema, key: string, schema: z.ZodType): z.ZodType {
  const known = parent.shape[key];
  const isOptional = known?.safeParse(undefined).success === true;
  return (isOptional ? schema.nullable().optional() : schema).describe(known?.description ?? "");
}

function fieldOf({ type, is_required, values, doc }: CanonicalField): z.ZodType {
  const words = values.length === 0 ? type : `${type}: ${values.join(", ")}`;
  const mapping = z.union([textSchema, fieldSchema]);
  return (is_required ? mapping : mapping.nullable().optional()).describe(`${doc} (${words})`);
}

function feedOf(entity: EntityName): z.ZodType {
  const fields = Object.entries(canonicalFields[entity]).map(
    ([name, field]): [string, z.ZodType] => [name, fieldOf(field)],
  );
  return feedSchema.extend({
    entity: z.literal(entity).describe(feedSchema.shape.entity.description ?? ""),
    fields: refined(feedSchema, "fields", z.strictObject(Object.fromEntries(fields))),
    exclude: refined(feedSchema, "exclude", z.array(excludeSchema)),
  });
}

function sourceOf(): z.ZodType {
  const bases = [declaredSchema, untilLastEndSchema, recordsOfAssetSchema] as const;
  const feeds = (["asset", "work_order", "downtime", "failure"] as const).map(feedOf);
  return sourceSchema.extend({
    observation: refined(sourceSchema, "observation", z.union(bases)),
    defaults: refined(sourceSchema, "defaults", defaultsSchema),
    feeds: refined(sourceSchema, "feeds", byId(z.union(feeds))),
  });
}

/** The JSON Schema of `meantime.yaml`, for editors. Cross checks are not part of it. */
export function configJsonSchema(): Readonly<Record<string, unknown>> {
  const whole = configSchema.extend({
    sites: refined(configSchema, "sites", byId(siteSchema)),
    sources: refined(configSchema, "sources", byId(sourceOf())),
    schedules: refined(configSchema, "schedules", byId(scheduleSchema)),
    mail: refined(configSchema, "mail", mailSchema),
  });
  const schema = z.toJSONSchema(whole, { target: "draft-7", io: "input" });
  return { ...schema, title: "meantime.yaml" };
}

/** The committed text of the schema: two blanks of indent and a line break at the end. */
export function configJsonSchemaText(): string {
  return `${JSON.stringify(configJsonSchema(), null, 2)}\n`;
}

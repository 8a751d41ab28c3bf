import { z } from "zod";
import { HTTP_STATUS, text } from "../core/index.js";
import {
  datasets,
  metrics,
  parameterInfo,
  parameterSchema,
  type ColumnType,
  type DatasetDeclaration,
  type MetricDeclaration,
} from "../metrics/index.js";
import { MEDIA_TYPE, type Format } from "./negotiate.js";
import { routes, type Route } from "./routes.js";

type Json = Readonly<Record<string, unknown>>;

const CELL_TYPE: Readonly<Record<ColumnType, Json>> = {
  varchar: { type: ["string", "null"] },
  integer: { type: ["integer", "null"] },
  bigint: { type: ["integer", "null"] },
  double: { type: ["number", "null"] },
  boolean: { type: ["boolean", "null"] },
  date: { type: ["string", "null"], format: "date" },
  timestamp: { type: ["string", "null"], format: "date-time" },
};

const PROBLEM: Json = {
  type: "object",
  required: ["type", "title", "status", "code", "detail", "request_id"],
  properties: {
    type: { type: "string" },
    title: { type: "string" },
    status: { type: "integer" },
    code: { type: "string" },
    detail: { type: "string" },
    hint: { type: "string" },
    issues: { type: "array", items: { type: "object" } },
    request_id: { type: "string" },
  },
};

const INTERVAL: Json = {
  type: ["object", "null"],
  properties: {
    lower: { type: ["number", "null"] },
    upper: { type: ["number", "null"] },
    level: { type: "number" },
    method: { type: "string" },
  },
};

function rowSchema(columns: MetricDeclaration["columns"]): Json {
  return {
    type: "object",
    properties: Object.fromEntries(
      columns.map((column) => [
        column.name,
        { ...CELL_TYPE[column.type], title: column.title, "x-unit": column.unit },
      ]),
    ),
  };
}

function resultSchema(metric: MetricDeclaration): Json {
  return {
    type: "object",
    title: metric.title,
    description: metric.summary,
    properties: {
      metric: { const: metric.id },
      title: { type: "string" },
      unit: { type: "string" },
      better: { enum: ["higher", "lower", "neutral"] },
      parameters: { type: "object" },
      range: { type: "object", properties: { from: CELL_TYPE.date, to: CELL_TYPE.date } },
      scope: { type: "object" },
      status: { enum: ["ok", "few", "empty", "partial", "failed", "no_access"] },
      reasons: { type: "array", items: { type: "object" } },
      value: { type: ["number", "null"] },
      interval: INTERVAL,
      tests: { type: "array", items: { type: "object" } },
      n: { type: "integer" },
      inputs: { type: "object" },
      columns: { type: "array", items: { type: "object" } },
      rows: { type: "array", items: rowSchema(metric.columns) },
      provenance: { type: "object" },
      evidence_url: { type: "string" },
    },
  };
}

function parameter(name: string, schema: unknown): Json {
  return { name, in: "query", required: false, schema };
}

function metricParameters(metric: MetricDeclaration): Json[] {
  const schema = z.toJSONSchema(parameterSchema({ names: metric.parameters }), { io: "input" });
  const given = schema.properties ?? {};
  return metric.parameters.map((name) => ({
    ...parameter(name, name === "by" ? { enum: metric.by } : given[name]),
    description: parameterInfo(name).title,
  }));
}

function responses(content: Json): Json {
  const problems = [...new Set(Object.values(HTTP_STATUS))].map((status): [string, Json] => [
    String(status),
    {
      description: text("http.openapi.problem"),
      content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
    },
  ]);
  return {
    "200": { description: text("http.openapi.ok"), content },
    ...Object.fromEntries(problems),
  };
}

function contentOf(formats: readonly Format[], json: Json): Json {
  const bare = (format: Format): string => MEDIA_TYPE[format].split(";")[0] ?? "";
  return Object.fromEntries(
    formats.map((format) => [bare(format), format === "json" ? { schema: json } : {}]),
  );
}

function metricPath(metric: MetricDeclaration): readonly [string, Json] {
  return [
    `/api/metrics/${metric.id}`,
    {
      get: {
        operationId: `metric_${metric.id}`,
        summary: metric.title,
        description: metric.summary,
        parameters: [parameter("period", { type: "string" }), ...metricParameters(metric)],
        responses: responses(contentOf(routes.api_metric.formats, resultSchema(metric))),
      },
    },
  ];
}

function datasetPath(dataset: DatasetDeclaration): readonly [string, Json] {
  const rows = { type: "array", items: rowSchema(dataset.columns) };
  return [
    `/api/datasets/${dataset.id}`,
    {
      get: {
        operationId: `dataset_${dataset.id}`,
        summary: dataset.title,
        description: dataset.grain,
        parameters: routes.api_dataset.query.map((name) => parameter(name, { type: "string" })),
        responses: responses(
          contentOf(routes.api_dataset.formats, { type: "object", properties: { rows } }),
        ),
      },
    },
  ];
}

function isListed(route: Route): boolean {
  const isEntry = /^\/(static|client)\//.test(route.path);
  return !isEntry && !/^\/api\/(metrics|datasets)\/:id$/.test(route.path);
}

function plainPath(name: string, route: Route): readonly [string, Json] {
  const ids = [...route.path.matchAll(/:([a-z]+)/g)].map((match) => match[1] ?? "");
  const parameters = [
    ...ids.map((id) => ({ name: id, in: "path", required: true, schema: { type: "string" } })),
    ...route.query.map((query) => parameter(query, { type: "string" })),
  ];
  const operation = {
    operationId: name,
    summary: text(route.title),
    parameters,
    "x-access": route.access,
    responses: responses(contentOf(route.formats, { type: "object" })),
  };
  return [route.path.replace(/:([a-z]+)/g, "{$1}"), { [route.method.toLowerCase()]: operation }];
}

/** The description of the interface, OpenAPI 3.1, made from the routes, metrics and datasets. */
export function openApi(software_version: string): Json {
  const plain = Object.entries(routes)
    .filter(([, route]) => isListed(route))
    .map(([name, route]) => plainPath(name, route));
  return {
    openapi: "3.1.0",
    info: { title: text("http.brand"), version: software_version, license: LICENCE },
    paths: Object.fromEntries([
      ...plain,
      ...metrics.map((metric) => metricPath(metric)),
      ...datasets.map((dataset) => datasetPath(dataset)),
    ]),
    components: { schemas: { Problem: PROBLEM } },
  };
}

const LICENCE = { name: "Apache-2.0", identifier: "Apache-2.0" };

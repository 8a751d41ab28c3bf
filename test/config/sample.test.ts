import { readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { configJsonSchema, configJsonSchemaText, loadConfig } from "../../src/config/index.js";
import { canonicalFields } from "../../src/core/index.js";

const data = fileURLToPath(new URL("../../data", import.meta.url));
const file = join(data, "sample", "meantime.yaml");
const schemaFile = join(data, "reference", "meantime.schema.json");

test("the sample maps three sources of three sites, and its files are there", () => {
  const config = loadConfig({ env: {}, file });
  expect(config.sites.map(({ id, zone, currency }) => [id, zone, currency])).toEqual([
    ["subway", "America/New_York", "USD"],
    ["mine", "Australia/Perth", "AUD"],
    ["wind", "Europe/Lisbon", "EUR"],
  ]);
  expect(config.sources.map(({ id, site, failures_from }) => [id, site, failures_from])).toEqual([
    ["mta", "subway", "downtime"],
    ["excavators", "mine", "work_order"],
    ["wind", "wind", "failure"],
  ]);
  for (const { files } of config.sources.flatMap(({ feeds }) => feeds)) {
    for (const path of files) expect(readFileSync(path).length).toBeGreaterThan(0);
  }
  const folders = config.sources.map(({ feeds }) => dirname(feeds[0]?.files[0] ?? ""));
  for (const folder of folders) {
    expect(readFileSync(join(folder, "SOURCE.md"), "utf8")).toMatch(/Licence[\s\S]*Attribution/);
  }
});

test("the sample reads the subway's two states of one list with the planned reasons", () => {
  const [mta] = loadConfig({ env: {}, file }).sources;
  expect(mta?.observation).toEqual({ basis: "until_last_end", from: "2018-02-21T05:14:02Z" });
  const outages = mta?.feeds.find(({ id }) => id === "outages");
  expect(outages?.files.map((path) => basename(path))).toEqual([
    "elevators_outage.csv",
    "elevators_outage-05-21.csv",
  ]);
  expect(outages).toMatchObject({ key: ["elevator", "out_of_service"], snapshot: "append" });
  // The reasons that the independent computation over the same files counts as planned.
  const planned = [
    "Maintenance",
    "Inspection",
    "Cleaning",
    "Access Improvements",
    "Modifications In Progress",
    "Urgent Con Edison Upgrades",
    "Station Is Under Rehabilitation",
    "Elevator Rehabilitation",
  ];
  const time_class = outages?.fields["time_class"];
  expect(time_class?.map).toEqual(Object.fromEntries(planned.map((name) => [name, "planned"])));
  expect(time_class?.otherwise).toBe("unplanned");
});

test("the key of the outages is unique in both states, and the second holds the first", () => {
  const states = ["elevators_outage.csv", "elevators_outage-05-21.csv"].map((name) => {
    const lines = readFileSync(join(data, "sample", "mta_elevators", name), "utf8").trim();
    // No field of these files is quoted.
    return lines
      .split("\n")
      .slice(1)
      .map((line) => line.split(",").filter((_, i) => i % 2 === 0));
  });
  const keys = states.map((rows) => rows.map(([elevator, from]) => `${elevator}|${from}`));
  // Rows of the two files, counted independently: 2,034 and 4,359; 2,034 in both.
  expect(keys.map((list) => new Set(list).size)).toEqual([2034, 4359]);
  expect(keys.map((list) => list.length)).toEqual([2034, 4359]);
  const later = new Set(keys[1]);
  expect(keys[0]?.filter((key) => !later.has(key))).toEqual([]);
});

test("the two logbooks share a mapping and differ in how they are written", () => {
  const wind = loadConfig({ env: {}, file }).sources.find(({ id }) => id === "wind");
  const [book, csv] = wind?.feeds ?? [];
  expect(csv?.fields).toEqual(book?.fields);
  expect(book).toMatchObject({ connector: "xlsx", sheet: "htw-failures-2016" });
  expect(csv).toMatchObject({ connector: "csv", sheet: null, dialect: { delimiter: ";" } });
});

test("the committed schema for editors is the one the reader's own schema gives", () => {
  expect(readFileSync(schemaFile, "utf8")).toBe(configJsonSchemaText());
});

test("the schema for editors accepts the sample and refuses a misspelt key", () => {
  const schema = z.fromJSONSchema(configJsonSchema());
  const sample = parse(readFileSync(file, "utf8"), { merge: true }) as Record<string, unknown>;
  expect(schema.safeParse(sample).error?.issues ?? []).toEqual([]);
  expect(schema.safeParse({ ...sample, prot: 1 }).success).toBe(false);
});

test("the schema for editors says something about every key", () => {
  const bare: string[] = [];
  const visit = (node: unknown, path: string): void => {
    if (typeof node !== "object" || node === null) return;
    const properties = (node as { properties?: Record<string, { description?: string }> })
      .properties;
    for (const [key, value] of Object.entries(properties ?? {})) {
      if ((value.description ?? "") === "") bare.push(`${path}.${key}`);
    }
    for (const [key, value] of Object.entries(node)) visit(value, `${path}.${key}`);
  };
  visit(configJsonSchema(), "");
  expect(bare).toEqual([]);
});

test("the sample uses no word that the vocabulary lacks, and every required one", () => {
  for (const { entity, fields } of loadConfig({ env: {}, file }).sources.flatMap((s) => s.feeds)) {
    const known = canonicalFields[entity];
    expect(Object.keys(known)).toEqual(expect.arrayContaining(Object.keys(fields)));
    const required = Object.keys(known).filter((name) => known[name]?.is_required);
    expect(Object.keys(fields)).toEqual(expect.arrayContaining(required));
  }
});

test("the sample names its schema, so that editors find it", () => {
  const first = readFileSync(file, "utf8").split("\n")[0];
  expect(first).toBe("# yaml-language-server: $schema=../reference/meantime.schema.json");
  expect(join(dirname(file), "../reference/meantime.schema.json")).toBe(schemaFile);
});

import { expect, test } from "vitest";
import { load, SMALLEST } from "./config-fixture.js";

test("a column may be given with its former names, and as one that came later", () => {
  const yaml = SMALLEST.replace("asset: Asset", "asset: { column: [Asset, Machine, Anlage] }")
    .replace("reported_at: Reported", "reported_at: { column: Reported, is_new: true }")
    .concat("        exclude:\n          - { column: [Kind, Art], equals: x, reason: y }\n");
  const feed = load(yaml).sources[0]?.feeds[0];
  expect(feed?.fields).toMatchObject({
    number: { column: "No" },
    asset: { column: "Asset", former: ["Machine", "Anlage"] },
    reported_at: { column: "Reported", is_new: true },
  });
  expect(feed?.fields["number"]).not.toHaveProperty("former");
  expect(feed?.exclude).toEqual([{ column: "Kind", former: ["Art"], equals: ["x"], reason: "y" }]);
});

import { beforeAll, describe, expect, test } from "vitest";
import { instantOfLocal } from "../../src/core/index.js";
import type { PlantedTruth } from "../../src/demo/index.js";
import type { Named } from "./csv-records.js";
import { isoLocal, makePlant, type ReadPlant, type ReadSource } from "./demo-plant.js";
import { weibullByNewton, type Life } from "./weibull-likelihood.js";

const HOUR_MS = 3_600_000;

function truthsOf<Kind extends PlantedTruth["kind"]>(
  plant: ReadPlant,
  kind: Kind,
): Extract<PlantedTruth, { kind: Kind }>[] {
  const isKind = (truth: PlantedTruth): truth is Extract<PlantedTruth, { kind: Kind }> =>
    truth.kind === kind;
  return plant.truths.truths.filter(isKind);
}

function groupBy(rows: readonly Named[], column: string): Map<string, Named[]> {
  const groups = new Map<string, Named[]>();
  for (const row of rows) {
    const key = row[column] ?? "";
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return groups;
}

function normalised(title: string): string {
  return title
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, " ")
    .trim();
}

/** Lives of one mode on the assets of a class: from each restoration to the next failure. */
function livesOf(
  { zone, assets, orders, stops }: ReadSource,
  of: { equipment: string; code: string; to: string },
): Life[] {
  const codes = new Map(orders.map((order) => [order["WO Number"], order["Failure code"]]));
  const tags = new Set(assets.filter((a) => a["Class"] === of.equipment).map((a) => a["Tag"]));
  const mine = stops.filter(
    (stop) => tags.has(stop["Asset"]) && codes.get(stop["WO Number"] ?? "") === of.code,
  );
  const at = (stamp: string): number => instantOfLocal(zone, isoLocal(stamp)).getTime();
  return [...groupBy(mine, "Asset").values()].flatMap((rows) =>
    rows.flatMap(({ End: end = "" }, index): Life[] => {
      if (end === "") return [];
      const next = rows[index + 1]?.["Start"];
      const until = next === undefined ? instantOfLocal(zone, of.to).getTime() : at(next);
      return [{ hours: (until - at(end)) / HOUR_MS, failed: next !== undefined }];
    }),
  );
}

describe("planted truths", () => {
  let plant: ReadPlant;
  beforeAll(async () => {
    plant = await makePlant({ seed: 7 });
  });

  test("the wear-out mode is recovered from the export", () => {
    const [truth] = truthsOf(plant, "weibull_wear_out");
    const of = {
      equipment: truth!.equipment_class,
      code: truth!.failure_code,
      to: plant.truths.to,
    };
    const lives = plant.sources.flatMap((source) => livesOf(source, of));
    const failures = lives.filter(({ failed }) => failed).length;
    expect(failures).toBeGreaterThan(300);
    const { beta, eta } = weibullByNewton(lives);
    // Standard errors at n failures are near 0.78 beta / sqrt(n) and 1.05 eta / (beta sqrt(n))
    // (Abernethy 2006, appendix); three of them are allowed.
    const root = Math.sqrt(failures);
    expect(Math.abs(beta - truth!.beta)).toBeLessThan((3 * 0.78 * truth!.beta) / root);
    expect(Math.abs(eta - truth!.eta_h)).toBeLessThan(
      (3 * 1.05 * truth!.eta_h) / (truth!.beta * root),
    );
  });

  test("the wear-out failures are as many as the truths say", () => {
    const [truth] = truthsOf(plant, "weibull_wear_out");
    const isMine = (order: Named): boolean => order["Failure code"] === truth!.failure_code;
    const orders = plant.sources.flatMap((source) => source.orders.filter(isMine));
    expect(orders).toHaveLength(truth!.failure_count);
  });

  test("the bad actor of each site is first by number of failures", () => {
    const truths = truthsOf(plant, "bad_actor");
    expect(truths).toHaveLength(plant.sources.length);
    for (const { source, stops } of plant.sources) {
      const truth = truths.find(({ site }) => site === source.site)!;
      const failures = stops.filter((stop) => stop["Class"] === "Breakdown");
      const repeats = truthsOf(plant, "repeat_repair").map(({ asset }) => asset);
      const counts = [...groupBy(failures, "Asset")].map(([tag, rows]) => ({
        tag,
        n: rows.length,
      }));
      const [first, second] = counts.sort((a, b) => b.n - a.n);
      expect(first).toEqual({ tag: truth.asset, n: truth.failure_count });
      expect(second!.n).toBeLessThan(truth.failure_count);
      // Its sisters fail a tenth as often; only the planted repeat comes anywhere near.
      const others = counts.filter(({ tag }) => tag !== truth.asset && !repeats.includes(tag));
      expect(Math.max(...others.map(({ n }) => n))).toBeLessThan(truth.failure_count / 2);
    }
  });

  test("the repeat repair shows in the texts and not in the codes", () => {
    const truths = truthsOf(plant, "repeat_repair");
    expect(truths).toHaveLength(plant.sources.length);
    for (const { source, orders } of plant.sources) {
      const truth = truths.find(({ site }) => site === source.site)!;
      const onAsset = orders.filter((order) => order["Asset"] === truth.asset);
      const repeats = onAsset.filter((order) => /hose/i.test(order["Short text"] ?? ""));
      expect(repeats.map((order) => order["WO Number"])).toEqual(truth.work_orders);
      expect(repeats).toHaveLength(truth.repair_count);
      expect(truth.repair_count).toBeGreaterThan(24);
      expect(repeats.filter((order) => order["Failure code"] === "").length).toBeGreaterThan(8);
      // Neither a code nor a normalised text comes again within ninety days.
      const days = (a: Named, b: Named): number =>
        (Date.parse(isoLocal(b["Reported"] ?? "")) - Date.parse(isoLocal(a["Reported"] ?? ""))) /
        (24 * HOUR_MS);
      const near = repeats.flatMap((a, i) =>
        repeats
          .slice(i + 1)
          .filter((b) => days(a, b) <= 90)
          .map((b) => [a, b] as const),
      );
      expect(near.length).toBeGreaterThan(40);
      for (const [a, b] of near) {
        const text = (order: Named): string => normalised(order["Short text"] ?? "");
        expect(text(a)).not.toBe(text(b));
        if (a["Failure code"] !== "") expect(a["Failure code"]).not.toBe(b["Failure code"]);
      }
    }
  });

  test("the stop log does not give the repeat repair away", () => {
    for (const { source, stops } of plant.sources) {
      const truth = truthsOf(plant, "repeat_repair").find(({ site }) => site === source.site)!;
      const numbers = new Set(truth.work_orders);
      const reasons = stops.filter((stop) => numbers.has(stop["WO Number"] ?? ""));
      expect(reasons).toHaveLength(truth.repair_count);
      const blank = reasons.filter((stop) => stop["Reason"] === "").length;
      expect(blank / reasons.length).toBeGreaterThan(0.4);
    }
  });
});

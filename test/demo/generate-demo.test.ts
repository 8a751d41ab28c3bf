import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { canonicalFields, instantOfLocal } from "../../src/core/index.js";
import { generateDemo, type DemoProgress } from "../../src/demo/index.js";
import { recordsOf } from "./csv-records.js";
import { filesOf, hashOf, isoLocal, makePlant, type ReadPlant } from "./demo-plant.js";

const SMALL = { sites: 2, years: 1, workOrders: 800 };
const ORDER_STAMPS = ["Reported", "Started", "Finished", "Closed"];

describe("a demo plant", () => {
  let plant: ReadPlant;
  beforeAll(async () => {
    plant = await makePlant();
  });

  test("is read by its own mapping, which calls it generated", () => {
    expect(plant.config.sites.map(({ zone }) => zone)).toEqual([
      "Europe/Berlin",
      "America/New_York",
      "Australia/Sydney",
    ]);
    for (const { source } of plant.sources) {
      expect(source.is_generated).toBe(true);
      expect(source.attribution).toContain("generated");
      for (const feed of source.feeds) {
        const content = readFileSync(feed.files[0] ?? "", "utf8");
        const [header = []] = recordsOf(content, feed.dialect.delimiter);
        const columns = Object.values(feed.fields).map(({ column }) => column ?? "");
        expect(header).toEqual(expect.arrayContaining(columns.concat(feed.key)));
      }
    }
    const [berlin] = plant.sources;
    expect(readFileSync(berlin?.source.feeds[0]?.files[0] ?? "").subarray(0, 3)).toEqual(
      Buffer.from([0xef, 0xbb, 0xbf]),
    );
  });

  test("has a hierarchy from the site down to the equipment", () => {
    for (const { assets } of plant.sources) {
      const byTag = new Map(assets.map((asset) => [asset["Tag"], asset]));
      expect(byTag.size).toBe(assets.length);
      const above: Record<string, string> = { Equipment: "Line", Line: "Area", Area: "Site" };
      for (const { Level: level = "", Parent: parent } of assets) {
        if (level === "Site") expect(parent).toBe("");
        else expect(byTag.get(parent)?.["Level"]).toBe(above[level]);
      }
      expect(assets.filter((asset) => asset["Level"] === "Equipment")).toHaveLength(120);
      expect(assets.filter((asset) => asset["Decommissioned"] !== "")).not.toHaveLength(0);
    }
  });

  test("is clean: every value is one the mapping knows, every asset is in the register", () => {
    for (const { source, assets, orders, stops } of plant.sources) {
      const tags = new Set(assets.map((asset) => asset["Tag"]));
      const numbers = new Set(orders.map((order) => order["WO Number"]));
      expect(numbers.size).toBe(orders.length);
      expect(new Set(stops.map((stop) => stop["Stop"])).size).toBe(stops.length);
      expect([...orders, ...stops].filter((row) => !tags.has(row["Asset"]))).toEqual([]);
      const linked = stops.filter((stop) => stop["WO Number"] !== "");
      expect(linked.filter((stop) => !numbers.has(stop["WO Number"]))).toEqual([]);
      expect(linked.length).toBeGreaterThan(0.8 * stops.length);
      for (const feed of source.feeds) {
        const rows = { asset: assets, work_order: orders, downtime: stops, failure: [] };
        for (const [name, { column = "", map }] of Object.entries(feed.fields)) {
          const values = new Set(rows[feed.entity].map((row) => row[column] ?? ""));
          if (map === undefined) continue;
          expect([...values].filter((value) => !(value in map))).toEqual([]);
          const field = canonicalFields[feed.entity][name];
          if (field?.is_required) expect(values.has("")).toBe(false);
        }
      }
    }
  });

  test("runs in order: no stamp before the one it follows, no stop into another", () => {
    for (const { orders, stops } of plant.sources) {
      const disordered = orders.filter((order) => {
        const stamps = ORDER_STAMPS.map((name) => isoLocal(order[name] ?? ""));
        const known = stamps.filter((stamp) => stamp !== "");
        return (
          known.join() !== [...known].sort().join() || stamps.slice(known.length).join("") !== ""
        );
      });
      expect(disordered).toEqual([]);
      const last = new Map<string, string>();
      const overlapping = stops.filter(
        ({ Asset: asset = "", Start: start = "", End: end = "" }) => {
          const [from, to] = [isoLocal(start), end === "" ? "9999" : isoLocal(end)];
          const isAfter = from > (last.get(asset) ?? "") && to > from;
          last.set(asset, to);
          return !isAfter;
        },
      );
      expect(overlapping).toEqual([]);
    }
  });

  test("leaves some work open, with no end and no cost", () => {
    for (const { orders, stops } of plant.sources) {
      const open = orders.filter((order) =>
        ["INPRG", "APPR", "WAPPR"].includes(order["Status"] ?? ""),
      );
      expect(open.length).toBeGreaterThan(5);
      expect(open.map((order) => `${order["Finished"]}${order["Cost"]}`).join("")).toBe("");
      expect(stops.filter((stop) => stop["End"] === "").length).toBeLessThan(20);
    }
    expect(plant.sources.flatMap(({ stops }) => stops.filter((s) => s["End"] === ""))).not.toEqual(
      [],
    );
  });

  test("writes only times that the clock of the site shows once", () => {
    for (const { zone, orders, stops } of plant.sources) {
      const columns = [...ORDER_STAMPS, "Start", "End"];
      const stamps = [...orders, ...stops].flatMap((row) => columns.map((name) => row[name] ?? ""));
      // Only the nights around a change can go wrong: all Sundays before four.
      const nights = [...new Set(stamps.map(isoLocal))].filter(
        (stamp) =>
          stamp !== "" &&
          stamp.slice(11) < "04:00" &&
          new Date(stamp.slice(0, 10)).getUTCDay() === 0,
      );
      expect(nights.length).toBeGreaterThan(50);
      const show = new Intl.DateTimeFormat("sv-SE", {
        timeZone: zone,
        dateStyle: "short",
        timeStyle: "short",
      });
      for (const night of nights) {
        const at_ms = instantOfLocal(zone, night).getTime();
        const shown = show.format(at_ms).replace(" ", "T");
        expect(shown).toBe(night);
        expect(show.format(at_ms + 3_600_000).replace(" ", "T")).not.toBe(night);
      }
    }
  });

  test("is written as people type: abbreviated, shouted, misspelt", () => {
    const titles = plant.sources.flatMap(({ orders }) =>
      orders
        .filter((order) => order["Breakdown"] === "Y")
        .map((order) => order["Short text"] ?? ""),
    );
    expect(titles.filter((title) => /\bb(rn?g|rng)\b/i.test(title)).length).toBeGreaterThan(10);
    expect(titles.filter((title) => title === title.toUpperCase()).length).toBeGreaterThan(100);
    expect(new Set(titles).size).toBeGreaterThan(500);
    const long = plant.sources.flatMap(({ orders }) => orders.map((order) => order["Long text"]));
    expect(long.some((text) => text?.includes("\n"))).toBe(true);
  });

  test("counts in its truths what is in its files", () => {
    for (const [index, { assets, orders, stops, source }] of plant.sources.entries()) {
      expect(plant.truths.sites[index]).toEqual({
        site: source.site,
        assets: assets.length,
        work_orders: orders.length,
        downtime: stops.length,
      });
    }
    expect(plant.truths).toMatchObject({ is_generated: true, faults: [], from: "2023-01-01" });
  });
});

describe("the same options", () => {
  test("give the same bytes, and another seed other bytes", async () => {
    const [first, again, other] = [
      await makePlant({ ...SMALL, seed: 11, dirt: 0.05 }),
      await makePlant({ ...SMALL, seed: 11, dirt: 0.05 }),
      await makePlant({ ...SMALL, seed: 12, dirt: 0.05 }),
    ];
    expect(hashOf(again.folder)).toBe(hashOf(first.folder));
    expect(hashOf(other.folder)).not.toBe(hashOf(first.folder));
  });

  test("give the same plant under the dirt", async () => {
    const [clean, dirty] = [await makePlant(SMALL), await makePlant({ ...SMALL, dirt: 0.1 })];
    const lines = (plant: ReadPlant): Set<string> =>
      new Set((filesOf(plant.folder).get("berlin/work_orders.csv") ?? "").split("\n"));
    const same = [...lines(clean)].filter((line) => lines(dirty).has(line));
    expect(same.length / lines(clean).size).toBeGreaterThan(0.85);
    expect(dirty.truths.truths).toEqual(clean.truths.truths);
  });
});

describe("its size", () => {
  test.each([
    [1, 1, 2_000],
    [2, 3, 6_000],
    [4, 2, 10_000],
  ])("%i sites over %i years come near %i orders", async (sites, years, workOrders) => {
    const { truths } = await makePlant({ sites, years, workOrders });
    const written = truths.sites.reduce((sum, site) => sum + site.work_orders, 0);
    expect(Math.abs(written - workOrders) / workOrders).toBeLessThan(0.08);
    expect(truths.sites).toHaveLength(sites);
  });

  test("sites past the third take the zones in turn under new names", async () => {
    const { config } = await makePlant({ sites: 4, years: 1, workOrders: 400 });
    expect(config.sites[3]).toMatchObject({ id: "berlin-2", zone: "Europe/Berlin" });
  });

  test("progress is told up to the last asset of each site", async () => {
    const told: DemoProgress[] = [];
    await makePlant({ ...SMALL, onProgress: (progress) => told.push(progress) });
    const last = told.filter(({ done, of }) => done === of).map(({ site }) => site);
    expect(last).toEqual(["berlin", "new-york"]);
  });
});

describe("options and folder", () => {
  test.each([
    [{ sites: 0 }, /sites: 0 — expected a whole number from 1 to 100/],
    [{ years: 1.5 }, /years: 1.5/],
    [{ dirt: 2 }, /dirt: 2 — expected a number from 0 to 0.5/],
    [{ workOrders: 10_000_001 }, /workOrders/],
    [{ seed: -1 }, /seed/],
    [{ to: "2024-02-30" }, /to: 2024-02-30 — expected a day/],
  ])("%j is refused", async (options, message) => {
    const outDir = mkdtempSync(join(tmpdir(), "meantime-demo-"));
    await expect(generateDemo({ ...options, outDir })).rejects.toThrow(message);
  });

  test("a folder with other files in it is left alone", async () => {
    const outDir = mkdtempSync(join(tmpdir(), "meantime-demo-"));
    writeFileSync(join(outDir, "meantime.yaml"), "mine");
    await expect(generateDemo({ ...SMALL, outDir })).rejects.toMatchObject({
      code: "demo.folder_taken",
    });
    expect(readFileSync(join(outDir, "meantime.yaml"), "utf8")).toBe("mine");
  });

  test("a demo plant may be written over by another", async () => {
    const { folder } = await makePlant(SMALL);
    await generateDemo({ ...SMALL, seed: 99, outDir: folder });
    expect(readFileSync(join(folder, "truths.json"), "utf8")).toContain('"seed": 99');
  });
});

test("a file that cannot be written is an error that names it, and does not end the process", async () => {
  const outDir = mkdtempSync(join(tmpdir(), "meantime-demo-"));
  writeFileSync(join(outDir, "truths.json"), "{}");
  mkdirSync(join(outDir, "berlin", "work_orders.csv"), { recursive: true });
  await expect(generateDemo({ outDir, ...SMALL })).rejects.toMatchObject({
    code: "demo.write_failed",
    kind: "data",
    message: expect.stringContaining(join("berlin", "work_orders.csv")) as string,
  });
});

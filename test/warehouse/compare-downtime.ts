import { readFileSync } from "node:fs";
import { join } from "node:path";
import { buildPlant, openPlant } from "../fixtures/built-plant.js";
import { plainConfig, plainFeed, plainSource } from "../fixtures/plain-config.js";
import { writeLanding } from "../fixtures/write-landing.js";
import { naiveResult, type NaiveDay, type NaiveFailure } from "./naive-downtime.js";
import { CLOCK_CHANGES, randomCases, type RandomCase } from "./random-downtime.js";

/** What one asset came to, by one of the ways. */
export interface Outcome {
  readonly days: Readonly<Record<string, NaiveDay>>;
  readonly failures: readonly NaiveFailure[];
}

/** One asset's outcome by the build and by the naive loop, and its days by the SQL form. */
export interface Compared {
  readonly asset: RandomCase;
  readonly built: Outcome;
  readonly naive: Outcome;
  readonly oracle: Readonly<Record<string, OracleDay>>;
}

/** The part of a day that the SQL form tells. */
export type OracleDay = Pick<NaiveDay, "unplanned_s" | "planned_s" | "external_s" | "failures">;

const ORACLE = readFileSync(new URL("oracle.sql", import.meta.url), "utf8");

function isoText(seconds: number): string {
  return new Date(seconds * 1000).toISOString();
}

async function landCases(dataDir: string, cases: readonly RandomCase[]): Promise<void> {
  for (const [i, { site }] of CLOCK_CHANGES.entries()) {
    const rows = cases
      .filter((one) => one.site === site)
      .flatMap(({ tag, stops }) =>
        stops.map(({ key, from_s, to_s, time_class }) => ({
          key: `${tag}.${key}`,
          fields: [tag, isoText(from_s), to_s === null ? null : isoText(to_s), time_class],
        })),
      );
    const columns = ["asset", "from", "to", "class"];
    await writeLanding(dataDir, {
      source: site,
      feed: "stops",
      entity: "downtime",
      run_no: i + 1,
      columns,
      rows,
    });
  }
}

function caseConfig(dataDir: string): ReturnType<typeof plainConfig> {
  const fields = { asset: "asset", started_at: "from", ended_at: "to", time_class: "class" };
  return plainConfig(dataDir, {
    sites: CLOCK_CHANGES.map(({ site, zone }) => ({ id: site, name: site, zone, currency: null })),
    sources: CLOCK_CHANGES.map(({ site, observed_from_s, observed_to_s }) =>
      plainSource({
        id: site,
        site,
        observation: {
          basis: "declared",
          from: isoText(observed_from_s),
          to: isoText(observed_to_s),
        },
        feeds: [plainFeed({ id: "stops", entity: "downtime" }, fields)],
      }),
    ),
  });
}

/** Builds random downtime by the product and returns every asset's outcome by three ways. */
export async function compareRandom(
  dataDir: string,
  seed: number,
  count: number,
): Promise<Compared[]> {
  const cases = randomCases(seed, count);
  await landCases(dataDir, cases);
  await buildPlant(dataDir, caseConfig(join(dataDir, "unused")));
  const plant = await openPlant(dataDir);
  const days = await plant.rows(
    "select tag, day_on::varchar as day_on, unplanned_s, planned_s, external_s, failures, closed, " +
      "closed_down_s from comp_day join dim_asset using (asset_no)",
  );
  const failures = await plant.rows(
    "select asset.tag as tag, failure_id::varchar as id, failure.started_at as started_at, " +
      "began_at, restored_at, is_open, is_clipped, day_on::varchar as day_on, down_s, record_count " +
      "from fct_failure as failure join dim_asset as asset using (asset_no) " +
      "order by failure.started_at",
  );
  const members = await plant.rows(
    "select failure_id::varchar as id, source_key from fct_downtime where failure_id is not null",
  );
  const oracle = await plant.rows(
    `select tag, day_on::varchar as day_on, unplanned_s, planned_s, external_s, failures from (${ORACLE}) join dim_asset using (asset_no)`,
  );
  await plant.close();
  return cases.map((asset) => {
    const mine = <R extends Readonly<Record<string, unknown>>>(rows: readonly R[]): R[] =>
      rows.filter((row) => row["tag"] === asset.tag);
    return {
      asset,
      naive: naiveResult(asset),
      oracle: byDay<OracleDay>(mine(oracle)),
      built: {
        days: byDay<NaiveDay>(mine(days)),
        failures: mine(failures).map((row) => ({
          started_s: seconds(row["started_at"]),
          began_s: seconds(row["began_at"]),
          restored_s: row["restored_at"] === null ? null : seconds(row["restored_at"]),
          is_open: row["is_open"] === true,
          is_clipped: row["is_clipped"] === true,
          keys: members
            .filter(({ id }) => id === row["id"])
            .map(({ source_key }) => String(source_key).split(".")[1] ?? "")
            .sort(),
        })),
      },
    };
  });
}

function seconds(instant: unknown): number {
  return Date.parse(String(instant)) / 1000;
}

/** Rows keyed by their date, without it and without the tag. */
function byDay<Day>(rows: readonly Readonly<Record<string, unknown>>[]): Record<string, Day> {
  const keyed = rows.map((row) => {
    const day = Object.entries(row).filter(([name]) => name !== "tag" && name !== "day_on");
    return [String(row["day_on"]), Object.fromEntries(day) as Day] as const; // as selected
  });
  return Object.fromEntries(keyed);
}

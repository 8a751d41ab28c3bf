import {
  ColumnAppender,
  readColumns,
  type ColumnValue,
  type Database,
  type Db,
} from "../duckdb/index.js";
import { DowntimePass, type PassOutput, type SiteDays } from "./downtime-pass.js";
import { SCRATCH } from "./scratch.js";
import type { QueryFiles } from "./sql-files.js";

/** The tables that the downtime pass fills, with their columns in order. */
export const PASS_TABLES = {
  pass_day:
    "asset_no integer, day_no integer, unplanned_s integer, planned_s integer, external_s integer",
  pass_failure:
    "failure_no integer, asset_no integer, event_no integer, from_s double, to_s double, " +
    "is_open boolean, is_clipped boolean, record_count integer",
  pass_member: "event_no integer, failure_no integer",
} as const;

type PassTable = keyof typeof PASS_TABLES;

const NAMES = Object.keys(PASS_TABLES) as PassTable[]; // its keys, in the order written

/** Runs the downtime pass over `int_downtime` and fills the pass tables; returns the records read. */
export async function runDowntimePass(
  database: Database,
  db: Db,
  queries: QueryFiles,
): Promise<number> {
  const pass = new DowntimePass(await readSiteDays(db, queries));
  for (const name of NAMES) await db.run(`create table ${SCRATCH}.${name} (${PASS_TABLES[name]})`);
  // A flush would silently end the stream being read, so writing has a connection of its own.
  const writer = await database.connect();
  await writer.run(`use ${SCRATCH}`);
  const appenders = {
    pass_day: await ColumnAppender.open(writer, "pass_day"),
    pass_failure: await ColumnAppender.open(writer, "pass_failure"),
    pass_member: await ColumnAppender.open(writer, "pass_member"),
  };
  const sql = queries.get("pass", "downtime_records").sql;
  const read = await readColumns(db, { sql }, ({ values }) => {
    const [event_no, asset_no, site_no, from_s, to_s, class_rank] = [0, 1, 2, 3, 4, 5].map(
      (column) => values(column) as readonly number[], // integers and doubles travel as numbers
    ) as [number[], number[], number[], number[], number[], number[]];
    pass.add({
      event_no,
      asset_no,
      site_no,
      from_s,
      to_s,
      class_rank,
      is_open: values(6) as readonly boolean[],
      is_clipped: values(7) as readonly boolean[],
    });
    write(appenders, pass.take());
  });
  pass.finish();
  write(appenders, pass.take());
  for (const name of NAMES) appenders[name].close();
  await writer.close();
  return read;
}

function write(appenders: Readonly<Record<PassTable, ColumnAppender>>, output: PassOutput): void {
  const columns: Readonly<Record<PassTable, readonly (readonly ColumnValue[])[]>> = {
    pass_day: Object.values(output.days),
    pass_failure: Object.values(output.failures),
    pass_member: Object.values(output.members),
  };
  for (const name of NAMES) appenders[name].append(columns[name]);
}

async function readSiteDays(db: Db, queries: QueryFiles): Promise<SiteDays[]> {
  const sites: { first_day_no: number; starts_s: number[]; end_s: number }[] = [];
  await readColumns(db, { sql: queries.get("pass", "site_days").sql }, ({ rowCount, values }) => {
    const [site_no, day_no, starts_s, ends_s] = [0, 1, 2, 3].map(
      (column) => values(column) as readonly number[], // integers and doubles travel as numbers
    ) as [number[], number[], number[], number[]];
    for (let i = 0; i < rowCount; i += 1) {
      const site = (sites[site_no[i]!] ??= { first_day_no: day_no[i]!, starts_s: [], end_s: 0 });
      site.starts_s.push(starts_s[i]!);
      site.end_s = ends_s[i]!;
    }
  });
  return sites.map(({ first_day_no, starts_s, end_s }) => ({
    first_day_no,
    starts_s: Float64Array.from([...starts_s, end_s]),
  }));
}

import type { Config, FeedConfig, SourceConfig } from "../config/index.js";
import { assertDefined, text } from "../core/index.js";
import { parquetQuery, type Db, type Parameters } from "../duckdb/index.js";
import { namingDamage, type RunManifest } from "../extract/index.js";
import { fail } from "./errors.js";
import { ENTITIES, missingColumns, stagingParameters } from "./field-maps.js";
import { filesOf, layoutsOf, type Layout } from "./landing.js";
import { runBuildQuery } from "./run-build-query.js";
import { SCRATCH } from "./scratch.js";
import type { QueryFile, QueryFiles } from "./sql-files.js";

/** Connectors whose cells have types: a date is one whatever format is declared. */
const TYPED: readonly string[] = ["parquet", "xlsx"];

/** What staging reads and where it writes. */
export interface StageInput {
  readonly db: Db;
  readonly queries: QueryFiles;
  readonly config: Config;
  readonly dataDir: string;
  readonly runs: readonly RunManifest[];
}

/** A feed with its runs and the zone of its stamps that carry no offset. */
export interface StagedFeed {
  readonly source: SourceConfig;
  readonly feed: FeedConfig;
  readonly zone: string;
  readonly runs: readonly RunManifest[];
}

const ROW_COLUMNS =
  "run_no integer, position bigint, line bigint, kind varchar, key varchar, row_hash varchar, " +
  "fields varchar[]";
const REJECT_COLUMNS = `${ROW_COLUMNS}, rule varchar, message varchar`;

/** Makes the macros of staging, its zone table, and its tables, empty. */
export async function prepareStaging({ db, queries, config }: StageInput): Promise<void> {
  await showFiles(db, "landing", []);
  await showFiles(db, "landing_rejects", []);
  for (const macro of macrosInOrder(queries.of("macros"))) await db.run(macro.sql);
  await makeTable(db, queries.get("staging", "landing_newest"), {});
  await db.run(`create table ${SCRATCH}.zone_day (zone varchar, day_on date, offset_s integer)`);
  const file = queries.get("staging", "zone_day");
  for (const zone of zonesOf(config)) {
    await runBuildQuery(db, { prefix: `insert into ${SCRATCH}.zone_day`, file }, { zone });
  }
  for (const entity of ENTITIES) {
    const mapping = { entity, fields: {}, exclude: [] };
    const layout = { columns: [], zone: "UTC" };
    await makeTable(db, queries.get("staging", `stg_${entity}`), {
      ...stagingParameters(mapping, layout),
      source_id: "",
      feed: "",
    });
  }
}

/** The feeds of the configuration that have runs, in its order. */
export function stagedFeeds({ config, runs }: StageInput): StagedFeed[] {
  return config.sources.flatMap((source) => {
    const site = config.sites.find(({ id }) => id === source.site);
    const { zone } = assertDefined(site, `source ${source.id} has no site`);
    return source.feeds.flatMap((feed) => {
      const own = runs.filter((run) => run.source === source.id && run.feed === feed.id);
      return own.length === 0 ? [] : [{ source, feed, zone, runs: own }];
    });
  });
}

/**
 * Reads every version of every row of a feed into the staging table of its entity. Throws
 * `landing.file_damaged` when a file of the landing log cannot be read.
 */
export async function stageFeed(input: StageInput, staged: StagedFeed): Promise<void> {
  const { dataDir } = input;
  await namingDamage({ dataDir, runs: staged.runs }, () => readFeed(input, staged));
}

async function readFeed(input: StageInput, staged: StagedFeed): Promise<void> {
  const { db, queries, dataDir } = input;
  const { source, feed, zone, runs } = staged;
  const [, ...tail] = runs.filter((run) => filesOf(dataDir, [run], "rows.parquet").length > 0);
  await showFiles(db, "landing", filesOf(dataDir, tail, "rows.parquet"));
  await db.run(`drop table ${SCRATCH}.landing_newest`);
  await makeTable(db, queries.get("staging", "landing_newest"), {});
  const file = queries.get("staging", `stg_${feed.entity}`);
  for (const layout of layoutsOf(runs)) {
    const files = filesOf(dataDir, layout.runs, "rows.parquet");
    if (files.length === 0) continue;
    checkLayout(staged, layout);
    await showFiles(db, "landing", files);
    const prefix = `insert into ${SCRATCH}.${file.name} by name`;
    const has_date_cells = layout.runs.some(({ connector }) => TYPED.includes(connector));
    await runBuildQuery(
      db,
      { prefix, file },
      {
        ...stagingParameters(feed, { columns: layout.columns, zone, has_date_cells }),
        source_id: source.id,
        feed: feed.id,
      },
    );
  }
}

/** Throws when rows landed under this layout would read as nothing where the mapping names a column. */
function checkLayout({ source, feed }: StagedFeed, layout: Layout): void {
  const columns = missingColumns(feed, layout.columns);
  const run = layout.runs.find(({ rows_landed }) => rows_landed > 0);
  if (columns.length === 0 || run === undefined) return;
  const values = { feed: `${source.id}/${feed.id}`, run_no: run.run_no, file: run.file, columns };
  const hint = text("warehouse.hint.column_missing", { column: columns[0] ?? "" });
  throw fail("refresh.column_missing", values, { hint });
}

/** Reads the columns of refused rows, and the rows that could not be landed, for the quarantine. */
export async function stageRefused(input: StageInput, feeds: readonly StagedFeed[]): Promise<void> {
  const runs = feeds.flatMap((staged) => staged.runs);
  await namingDamage({ dataDir: input.dataDir, runs }, () => readRefused(input, feeds));
}

async function readRefused(input: StageInput, feeds: readonly StagedFeed[]): Promise<void> {
  const { db, queries, dataDir } = input;
  const payload = queries.get("staging", "stg_payload");
  const reject = queries.get("staging", "stg_reject");
  await showFiles(db, "landing", []);
  await makeTable(db, payload, { columns: [] });
  await makeTable(db, reject, { columns: [] });
  const refused = await db.rows("select distinct run_no from int_refused order by run_no");
  const runsWithRefused = new Set(refused.map((row) => row["run_no"]));
  for (const layout of feeds.flatMap(({ runs }) => layoutsOf(runs))) {
    const { columns } = layout;
    if (layout.runs.some((run) => runsWithRefused.has(run.run_no))) {
      await showFiles(db, "landing", filesOf(dataDir, layout.runs, "rows.parquet"));
      const prefix = `insert into ${SCRATCH}.stg_payload`;
      await runBuildQuery(db, { prefix, file: payload }, { columns });
    }
    const rejects = filesOf(dataDir, layout.runs, "rejects.parquet");
    if (rejects.length === 0) continue;
    await showFiles(db, "landing_rejects", rejects);
    await runBuildQuery(
      db,
      { prefix: `insert into ${SCRATCH}.stg_reject`, file: reject },
      { columns },
    );
  }
}

/** Lets staging see these files, all of one layout, under the name that its queries use. */
async function showFiles(
  db: Db,
  view: "landing" | "landing_rejects",
  files: readonly string[],
): Promise<void> {
  const columns = view === "landing" ? ROW_COLUMNS : REJECT_COLUMNS;
  const nothing = columns.split(/, (?=[a-z_]+ [a-z])/).map((column) => {
    const [name, type] = column.split(" ");
    return `null::${type} as ${name}`;
  });
  const source =
    files.length === 0 ? `select ${nothing.join(", ")} where false` : parquetQuery(files);
  await db.run(`create or replace view ${SCRATCH}.${view} as ${source}`);
}

async function makeTable(db: Db, file: QueryFile, parameters: Parameters): Promise<void> {
  await runBuildQuery(db, { prefix: `create table ${SCRATCH}.${file.name} as`, file }, parameters);
}

function zonesOf(config: Config): string[] {
  const stated = config.sources.flatMap((source) =>
    source.feeds.flatMap((feed) => Object.values(feed.fields).flatMap(({ zone }) => zone ?? [])),
  );
  return [...new Set([...config.sites.map((site) => site.zone), ...stated])];
}

/** Macros after the macros they use. */
function macrosInOrder(macros: readonly QueryFile[]): QueryFile[] {
  const ordered: QueryFile[] = [];
  const visit = (macro: QueryFile): void => {
    if (ordered.includes(macro)) return;
    const body = macro.sql.slice(macro.sql.indexOf(" as"));
    for (const other of macros) if (new RegExp(`\\b${other.name}\\(`).test(body)) visit(other);
    ordered.push(macro);
  };
  for (const macro of macros) visit(macro);
  return ordered;
}

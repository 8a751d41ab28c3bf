import type { Db, Row } from "../duckdb/index.js";
import { text } from "../core/index.js";
import { fail } from "./errors.js";
import { placed, SCRATCH } from "./scratch.js";
import type { QueryFile, QueryFiles, Severity } from "./sql-files.js";

/** What one check found. */
export interface CheckResult {
  readonly name: string;
  readonly severity: Severity;
  readonly rows: number;
}

const QUARANTINE_COLUMNS =
  "run_no integer, position bigint, line bigint, key varchar, is_latest boolean, " +
  "rule varchar, column_name varchar, value varchar, expected varchar, problem_no bigint";
/** More than a check can find, so that the numbers of one check never reach those of the next. */
const NUMBERS_PER_CHECK = 1_000_000_000_000;
const FINDING_COLUMNS =
  "id uuid, source_id varchar, site_id uuid, entity varchar, rule varchar, severity varchar, " +
  "subject varchar, message_code varchar, count integer, detail varchar, example_id uuid";

/** Gathers what the quarantine checks refuse in `int_quarantine`, numbered in the checks' order. */
export async function runQuarantineChecks(db: Db, queries: QueryFiles): Promise<CheckResult[]> {
  await db.run(`create table ${SCRATCH}.int_quarantine (${QUARANTINE_COLUMNS})`);
  const results: CheckResult[] = [];
  // Unreadable fields first: the first problem of a row is the one that is named.
  const checks = checksOf(queries, "quarantine").sort(
    (a, b) => Number(b.name.endsWith("__unreadable")) - Number(a.name.endsWith("__unreadable")),
  );
  for (const [i, check] of checks.entries()) {
    const rows = await db.run(
      `insert into ${SCRATCH}.int_quarantine ` +
        `select *, ${i} * ${NUMBERS_PER_CHECK} + row_number() over () from (${check.sql})`,
    );
    results.push({ name: check.name, severity: "quarantine", rows });
  }
  return results;
}

/** Fills `svc_dq_finding` with what the warning checks found; call when the model is built. */
export async function runWarningChecks(db: Db, queries: QueryFiles): Promise<CheckResult[]> {
  const table = placed("svc_dq_finding");
  await db.run(`create table ${table} (${FINDING_COLUMNS})`);
  const results: CheckResult[] = [];
  for (const check of checksOf(queries, "warn")) {
    const rule = ruleOf(check);
    const rows = await db.run(
      `insert into ${table} select entity_id(source_id, $rule::varchar, concat_ws('|', entity, subject, detail)), source_id, ` +
        `site_id, entity, $rule::varchar, level, subject, $code::varchar, count, detail, ` +
        `example_id from (${check.sql})`,
      { rule, code: `warehouse.finding.${rule}` },
    );
    results.push({ name: check.name, severity: "warn", rows });
  }
  return results;
}

/** Throws `data.check_failed` for the first check that stops a refresh and finds rows. */
export async function runStopChecks(db: Db, queries: QueryFiles): Promise<CheckResult[]> {
  const results: CheckResult[] = [];
  // What was read comes before what was made of it: it names the cause.
  const checks = checksOf(queries, "stop").sort(
    (a, b) => Number(b.name.startsWith("stg_")) - Number(a.name.startsWith("stg_")),
  );
  for (const check of checks) {
    const [counted] = await db.rows(`select count(*)::integer as n from (${check.sql})`);
    const count = Number(counted?.["n"]);
    if (count > 0) {
      const [example] = await db.rows(`select * from (${check.sql}) limit 1`);
      const hint = hintOf(check);
      throw fail(
        "data.check_failed",
        { check: check.name, count, example: shown(example) },
        hint === undefined ? {} : { hint },
      );
    }
    results.push({ name: check.name, severity: "stop", rows: 0 });
  }
  return results;
}

function checksOf(queries: QueryFiles, severity: Severity): QueryFile[] {
  return queries.of("checks").filter((check) => check.severity === severity);
}

/** The rule of a check: its name after the model's. */
function ruleOf(check: QueryFile): string {
  return check.name.slice(check.name.indexOf("__") + 2);
}

function hintOf({ name }: QueryFile): string | undefined {
  return name === "stg_row__usable_lost" ? text("warehouse.hint.usable_lost") : undefined;
}

function shown(row: Row | undefined): string {
  return Object.entries(row ?? {})
    .map(([name, value]) => `${name} ${String(value)}`)
    .join(", ");
}

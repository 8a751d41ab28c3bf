import { randomUUID } from "node:crypto";
import { copyFile, mkdir, rename, rm, stat } from "node:fs/promises";
import { extname, join } from "node:path";
import type { Principal } from "../core/index.js";
import {
  openReader,
  writeArrow,
  writeCsv,
  writeParquet,
  type Cell,
  type Database,
  type Parameters,
  type StatementInfo,
  type Table,
} from "../duckdb/index.js";
import { fail } from "./errors.js";
import { currentId, listSnapshotIds, readSnapshotFile, sha256Of, snapshotPath } from "./publish.js";
import { ScopedConnections } from "./scoped-connections.js";
import type { SnapshotFile, SnapshotInfo } from "./snapshot-info.js";
import { readQueryFiles, type QueryFiles } from "./sql-files.js";

/** The folders of queries that a snapshot answers for a principal. */
export type ScopedKind = "metrics" | "details" | "datasets" | "lists";

/** File formats a dataset can be written in. */
export type ExportFormat = "csv" | "parquet" | "arrow";

/** Which dataset to write, for whom, how and where. */
export interface ExportRequest {
  readonly dataset: string;
  readonly parameters: Readonly<Record<string, Cell>>;
  readonly principal: Principal;
  readonly format: ExportFormat;
  /** The file to write; it is there whole or not at all. */
  readonly path: string;
}

type QueryArguments = [
  kind: ScopedKind,
  name: string,
  parameters: Readonly<Record<string, Cell>>,
  principal: Principal,
];

const WRITERS = { csv: writeCsv, parquet: writeParquet, arrow: writeArrow } as const;

/** Files up to this size are compared with their hash before they are opened; it takes half a second. */
const HASHED_BYTES = 268_435_456;
/** What DuckDB says of a file whose blocks are not what was written. */
const DAMAGE = /checksum|corrupt|database has been invalidated/i;

/** An open snapshot: named queries over data that never change. */
export class Snapshot {
  readonly info: SnapshotInfo;
  private readonly database: Database;
  private readonly connections: ScopedConnections;
  private readonly queries: QueryFiles;
  private readonly exportFolder: string;
  private readonly path: string;
  private foundDamage: string | null = null;

  constructor(
    info: SnapshotInfo,
    database: Database,
    inside: {
      readonly queries: QueryFiles;
      readonly exportFolder: string;
      readonly path: string;
    },
  ) {
    this.info = info;
    this.database = database;
    this.connections = new ScopedConnections(database);
    this.queries = inside.queries;
    this.exportFolder = inside.exportFolder;
    this.path = inside.path;
  }

  /** What is wrong with its file, as far as that was found out; null while nothing is. */
  get damage(): string | null {
    return this.foundDamage;
  }

  /** True when its file was compared with its hash before it was opened. */
  get wasVerified(): boolean {
    return this.info.file_sha256 !== null && this.info.file_bytes <= HASHED_BYTES;
  }

  /** Compares the file with its hash and keeps what is found as `damage`; reads all of it. */
  async verify(): Promise<void> {
    this.foundDamage ??= await damageOf(this.path, this.info);
  }

  /** The rows of a named query, as far as the principal may see them. Names of parameters are checked. */
  async query(...[kind, name, parameters, principal]: QueryArguments): Promise<Table> {
    const { sql } = this.queries.get(kind, name);
    return this.watched(() => this.connections.use(principal, (db) => db.table(sql, parameters)));
  }

  /** Writes the rows of a dataset to a file and returns how many. */
  async exportTo(request: ExportRequest): Promise<number> {
    const { dataset, parameters, principal, format, path } = request;
    const { sql } = this.queries.get("datasets", dataset);
    // No two exports share a name: readers of other processes and containers write here too.
    const inside = join(this.exportFolder, `${randomUUID()}${extname(path)}`);
    const query: { sql: string; parameters: Parameters } = { sql, parameters };
    try {
      const rows = await this.watched(() =>
        this.connections.use(principal, (db) => WRITERS[format](db, query, inside)),
      );
      await moveFile(inside, path);
      return rows;
    } finally {
      await rm(inside, { force: true });
    }
  }

  /** Parameters and columns of a named query, without running it. */
  async prepareInfo(kind: ScopedKind, name: string, principal: Principal): Promise<StatementInfo> {
    const { sql } = this.queries.get(kind, name);
    return this.connections.use(principal, (db) => db.prepareInfo(sql));
  }

  /** Does work and keeps its error when it tells that the file is damaged. */
  private async watched<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      if (DAMAGE.test(reason)) {
        this.foundDamage ??= unreadable(this.info.snapshot_id, reason).message;
      }
      throw error;
    }
  }

  /** Closes the file; queries already given finish first. */
  async close(): Promise<void> {
    await this.database.close();
  }
}

async function moveFile(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EXDEV")) throw error;
    await copyFile(from, `${to}.partial`);
    await rename(`${to}.partial`, to);
  }
}

/** What is wrong with a snapshot file by its hash; null when nothing is or no hash was kept. */
async function damageOf(path: string, file: SnapshotFile): Promise<string | null> {
  if (file.file_sha256 === null || (await sha256Of(path)) === file.file_sha256) return null;
  return unreadable(file.snapshot_id, "its file is not what was published").message;
}

/**
 * Opens the snapshot that serves: the one `current.json` names, else the newest that can be read and
 * is not among those known to be damaged, which come with what is wrong with them.
 * `info.fallback_reason` says why a newer one does not serve. Throws `snapshot.none`.
 */
export async function openCurrent(
  dataDir: string,
  queries: QueryFiles = readQueryFiles(),
  damaged: ReadonlyMap<string, string> = new Map(),
): Promise<Snapshot> {
  const named = await currentId(dataDir);
  const others = (await listSnapshotIds(dataDir)).filter((id) => id !== named);
  const reasons = named === null && others.length > 0 ? ["current.json cannot be read"] : [];
  for (const id of named === null ? others : [named, ...others]) {
    const damage = damaged.get(id);
    if (damage !== undefined) {
      reasons.push(damage);
      continue;
    }
    try {
      return await openSnapshot(dataDir, { id, named, reasons, queries });
    } catch (error) {
      reasons.push(error instanceof Error ? error.message : String(error));
    }
  }
  throw fail("snapshot.none", { directory: dataDir }, { issues: reasons.map(issueOf) });
}

function issueOf(message: string): { where: string; message: string } {
  return { where: "snapshots", message };
}

interface OpenRequest {
  readonly id: string;
  readonly named: string | null;
  /** Why newer snapshots do not serve. */
  readonly reasons: readonly string[];
  readonly queries: QueryFiles;
}

async function openSnapshot(dataDir: string, request: OpenRequest): Promise<Snapshot> {
  const { id, named, reasons, queries } = request;
  const path = snapshotPath(dataDir, id);
  const file = await readSnapshotFile(dataDir, id);
  if (file === null) throw unreadable(id, "its description is missing or damaged");
  const size = await sizeOf(path);
  if (size === null) throw unreadable(id, "its file is missing");
  if (size !== file.file_bytes) {
    throw unreadable(id, `its file has ${size} bytes, expected ${file.file_bytes}`);
  }
  if (size <= HASHED_BYTES && (await damageOf(path, file)) !== null) {
    throw unreadable(id, "its file is not what was published");
  }
  const exportFolder = join(dataDir, "exports");
  await mkdir(exportFolder, { recursive: true });
  const database = await openReader(path, { exportDirectory: exportFolder });
  try {
    await confirm(database, file);
  } catch (error) {
    await database.close();
    throw error;
  }
  const fallback_reason = reasons.length === 0 ? null : reasons.join("; ");
  const info = { ...file, is_current: id === named, fallback_reason };
  return new Snapshot(info, database, { queries, exportFolder, path });
}

/** The file holds the snapshot that its description tells. */
async function confirm(database: Database, file: SnapshotFile): Promise<void> {
  const db = await database.connect();
  try {
    const [row] = await db.rows("select snapshot_id from svc_snapshot");
    if (row?.["snapshot_id"] === file.snapshot_id) return;
    throw unreadable(file.snapshot_id, "its file is another snapshot's");
  } finally {
    await db.close();
  }
}

function unreadable(snapshot: string, reason: string): Error {
  return fail("snapshot.unreadable", { snapshot, reason });
}

async function sizeOf(path: string): Promise<number | null> {
  try {
    return (await stat(path)).size;
  } catch {
    return null;
  }
}

import { DuckDBInstance } from "@duckdb/node-api";
import { Db, QUERY_BOUNDS, type Bounds } from "./connection.js";
import { fail, reasonOf } from "./errors.js";
import { literal } from "./literal.js";
import { makeSpillFolder, removeSpillFolder } from "./spill.js";

const READER_THREADS = 2;
const READER_MEMORY_MB = 1024;

/** What a writing instance may use. */
export interface WriterOptions {
  readonly threads?: number;
  readonly memoryLimitMb?: number;
  /** Where DuckDB spills what does not fit in memory. */
  readonly tempDirectory?: string;
  /** Other DuckDB settings by name, such as `preserve_insertion_order`. */
  readonly extraOptions?: Readonly<Record<string, string>>;
}

/** What a reading instance may use. */
export interface ReaderOptions {
  readonly threads?: number;
  readonly memoryLimitMb?: number;
  /**
   * The one folder it may write exports to, and in which it makes one of its own to spill into;
   * without it, it touches no other file.
   */
  readonly exportDirectory?: string;
}

/** An open DuckDB database; it lives until it is closed. */
export class Database {
  private readonly instance: DuckDBInstance;
  private readonly bounds: Bounds;
  private readonly spillFolder: string | null;
  private readonly connections = new Set<Db>();

  constructor(instance: DuckDBInstance, bounds: Bounds, spillFolder: string | null = null) {
    this.instance = instance;
    this.bounds = bounds;
    this.spillFolder = spillFolder;
  }

  /** A new connection; close it when it is no longer needed. */
  async connect(): Promise<Db> {
    const db = new Db(await this.instance.connect(), this.bounds);
    for (const known of this.connections) if (!known.isOpen) this.connections.delete(known);
    this.connections.add(db);
    return db;
  }

  /** Closes every connection and then the file, and removes what it spilled. */
  async close(): Promise<void> {
    await Promise.all([...this.connections].map((db) => db.close()));
    this.connections.clear();
    this.instance.closeSync();
    if (this.spillFolder !== null) await removeSpillFolder(this.spillFolder);
  }
}

async function open(
  path: string,
  options: Record<string, string>,
  settings: readonly string[],
): Promise<DuckDBInstance> {
  let instance: DuckDBInstance | undefined;
  try {
    instance = await DuckDBInstance.create(path, options);
    const connection = await instance.connect();
    for (const setting of settings) await connection.run(setting);
    connection.closeSync();
    return instance;
  } catch (error) {
    instance?.closeSync();
    throw fail("duckdb.open", { path, reason: reasonOf(error) }, { cause: error });
  }
}

// `global` matters: a plain `set TimeZone` holds for one connection only.
const COMMON_SETTINGS = [
  "set global TimeZone = 'UTC'",
  "set autoinstall_known_extensions = false",
  "set autoload_known_extensions = false",
];

/** Opens a database for writing: a file, made when missing, or `:memory:`. No time limit on statements. */
export async function openWriter(path: string, options: WriterOptions = {}): Promise<Database> {
  const config: Record<string, string> = { ...options.extraOptions };
  if (options.threads !== undefined) config["threads"] = String(options.threads);
  if (options.memoryLimitMb !== undefined) config["memory_limit"] = `${options.memoryLimitMb}MiB`;
  if (options.tempDirectory !== undefined) config["temp_directory"] = options.tempDirectory;
  const instance = await open(path, config, COMMON_SETTINGS);
  return new Database(instance, { ...QUERY_BOUNDS, timeoutMs: null });
}

/**
 * Opens a finished database file for reading only, locked down: no other file, no network, no
 * extension, no change of settings; queries have a time and a row limit.
 */
export async function openReader(path: string, options: ReaderOptions = {}): Promise<Database> {
  const config: Record<string, string> = {
    access_mode: "READ_ONLY",
    threads: String(options.threads ?? READER_THREADS),
    memory_limit: `${options.memoryLimitMb ?? READER_MEMORY_MB}MiB`,
  };
  const { exportDirectory } = options;
  const settings = [
    ...COMMON_SETTINGS,
    ...(exportDirectory === undefined
      ? []
      : [`set allowed_directories = [${literal(exportDirectory)}]`]),
    "set enable_external_access = false",
    "set lock_configuration = true",
  ];
  if (exportDirectory === undefined) {
    return new Database(await open(path, config, settings), QUERY_BOUNDS);
  }
  const spillFolder = await makeSpillFolder(exportDirectory);
  try {
    const instance = await open(path, { ...config, temp_directory: spillFolder }, settings);
    return new Database(instance, QUERY_BOUNDS, spillFolder);
  } catch (error) {
    await removeSpillFolder(spillFolder);
    throw error;
  }
}

import { scopeKey, type Principal } from "../core/index.js";
import type { Database, Db } from "../duckdb/index.js";

const PER_SCOPE = 2;
const SCOPES = 16;

const MAKE_SCOPE =
  "create temp table allowed_site as select site_id from dim_site " +
  "where $is_all::boolean or list_contains($codes::varchar[], code)";

interface Pooled {
  readonly db: Promise<Db>;
  waiting: number;
}

/**
 * Connections on which `allowed_site` holds the sites that a principal may see: a few for each
 * access scope, the least used scopes closed when there are too many.
 */
export class ScopedConnections {
  private readonly database: Database;
  /** By scope, the most recently used last. */
  private readonly scopes = new Map<string, Pooled[]>();

  constructor(database: Database) {
    this.database = database;
  }

  /** Runs work on a connection that sees what the principal may see. */
  async use<T>(principal: Principal, work: (db: Db) => Promise<T>): Promise<T> {
    const pooled = this.leastBusy(principal);
    pooled.waiting += 1;
    try {
      return await work(await pooled.db);
    } finally {
      pooled.waiting -= 1;
    }
  }

  private leastBusy(principal: Principal): Pooled {
    const key = scopeKey(principal);
    const pool = this.scopes.get(key) ?? [];
    this.scopes.delete(key);
    this.scopes.set(key, pool);
    this.closeUnused();
    const idle = pool.find(({ waiting }) => waiting === 0);
    if (idle !== undefined) return idle;
    if (pool.length < PER_SCOPE) {
      const made = { db: this.connect(principal), waiting: 0 };
      pool.push(made);
      made.db.catch(() => pool.splice(pool.indexOf(made), 1));
      return made;
    }
    return pool.reduce((best, one) => (one.waiting < best.waiting ? one : best));
  }

  private async connect(principal: Principal): Promise<Db> {
    const db = await this.database.connect();
    // A scope below one asset cannot be told by sites; until it can, it sees nothing.
    const isAll = principal.sites === "all" && principal.hierarchy === null;
    const codes =
      principal.sites === "all" || principal.hierarchy !== null ? [] : [...principal.sites];
    await db.run(MAKE_SCOPE, { is_all: isAll, codes });
    return db;
  }

  private closeUnused(): void {
    for (const [key, pool] of this.scopes) {
      if (this.scopes.size <= SCOPES) return;
      if (pool.some(({ waiting }) => waiting > 0)) continue;
      this.scopes.delete(key);
      for (const { db } of pool) void db.then((open) => open.close());
    }
  }
}

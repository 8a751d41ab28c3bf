import type { Database } from "./database.js";

/** One act, as it stands in the append-only log. */
export interface AuditEntry {
  readonly id: number;
  /** Instant, ISO 8601 UTC. */
  readonly at: string;
  /** Id of the principal, or `meantime` for what the service did by itself. */
  readonly who: string;
  /** What was done: `delivery.sent`, `delivery.resend`. */
  readonly action: string;
  /** What it was done to: `delivery/17`. */
  readonly subject: string;
  readonly detail: Readonly<Record<string, string | number | null>>;
}

/** What is handed in for a new entry. */
export type NewAuditEntry = Omit<AuditEntry, "id">;

/** The audit log: entries are added and read, never changed. */
export interface Audit {
  record(entry: NewAuditEntry): void;
  /** The newest entries first, of one subject or of all. */
  list(filter: { subject?: string; limit: number }): AuditEntry[];
}

/** Who acts when nobody is asked. */
export const SERVICE = "meantime";

interface AuditRow extends Omit<AuditEntry, "detail"> {
  readonly detail: string;
}

/** The audit log of a state file. */
export function auditOf(database: Database): Audit {
  return {
    record: (entry) => {
      database.run(
        `insert into audit (at, who, action, subject, detail)
         values ($at, $who, $action, $subject, $detail)`,
        { ...entry, detail: JSON.stringify(entry.detail) },
      );
    },
    list: ({ subject, limit }) =>
      database
        .all<AuditRow>(
          `select id, at, who, action, subject, detail from audit
           where $subject is null or subject = $subject
           order by id desc limit $limit`,
          { subject: subject ?? null, limit },
        )
        // Written by `record` above, so it parses to what was put in.
        .map((row) => ({ ...row, detail: JSON.parse(row.detail) as AuditEntry["detail"] })),
  };
}

import { z } from "zod";

const checkSchema = z.object({
  name: z.string(),
  severity: z.enum(["stop", "quarantine", "warn"]),
  rows: z.int(),
});

const stepSchema = z.object({ step: z.string(), ms: z.number() });

const tableSchema = z.object({ name: z.string(), rows: z.int() });

/** The file `<snapshot_id>.json` beside a snapshot: what it was made from and what was found. */
export const snapshotFileSchema = z.object({
  format_version: z.literal(1),
  snapshot_id: z.string(),
  built_at: z.string(),
  data_to: z.string().nullable(),
  landing_run_no: z.int(),
  software_version: z.string(),
  definitions_version: z.string(),
  tzdata: z.string(),
  config_hash: z.string(),
  queries_hash: z.string(),
  /** Size of the snapshot file, by which a file cut short is told. */
  file_bytes: z.int(),
  /** SHA-256 of the snapshot file, by which damage is told; null of those made before it was kept. */
  file_sha256: z.string().nullable().default(null),
  checks: z.array(checkSchema),
  steps: z.array(stepSchema),
  tables: z.array(tableSchema),
});

/** What is written beside a snapshot. */
export type SnapshotFile = z.output<typeof snapshotFileSchema>;

/** What is known of a snapshot as a whole. */
export interface SnapshotInfo extends SnapshotFile {
  /** True when it is the one that `current.json` names. */
  readonly is_current: boolean;
  /** Why a newer snapshot does not serve instead; null when this is the newest. */
  readonly fallback_reason: string | null;
}

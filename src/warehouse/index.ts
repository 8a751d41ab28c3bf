export { refresh, type RefreshOptions } from "./build.js";
export type { CheckResult } from "./checks.js";
export { warehouseErrors } from "./errors.js";
export type { Progress, Step } from "./progress.js";
export {
  openCurrent,
  Snapshot,
  type ExportFormat,
  type ExportRequest,
  type ScopedKind,
} from "./snapshot.js";
export type { SnapshotInfo } from "./snapshot-info.js";
export { readQueryFiles, type QueryFile, type QueryFiles, type QueryKind } from "./sql-files.js";

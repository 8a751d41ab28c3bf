export { checkLanding, namingDamage, type LandingCheck, type RunsRead } from "./damage.js";
export { extractErrors } from "./errors.js";
export { extractAll, type ExtractOptions } from "./extract.js";
export { listFailures, type NotedFailure } from "./feed-failures.js";
export { lockPath, takeLock, type Lock } from "./lock.js";
export {
  LANDING_FORMAT,
  landingFolder,
  listManifests,
  runFolder,
  type RunManifest,
} from "./manifest.js";
export type { ExtractProgress, FeedFailure, FeedPlace } from "./progress.js";

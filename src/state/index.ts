export { SERVICE, type Audit, type AuditEntry, type NewAuditEntry } from "./audit.js";
export { stateErrors } from "./errors.js";
export type { Job, JobClaim, JobEnd, Jobs } from "./jobs.js";
export { openState, type State } from "./open-state.js";
export type { Outbox } from "./outbox.js";
export type { Recovery } from "./outbox-claims.js";
export type * from "./outbox-types.js";
export type { Decided, PeriodDecision, ScheduleLedger, SkipReason } from "./schedule-ledger.js";

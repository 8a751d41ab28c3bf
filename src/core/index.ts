export { assert, assertDefined, assertNever } from "./assert.js";
export * from "./canonical-fields.js";
export * from "./civil-date.js";
export { elapsedMs, fixedClock, systemClock, type Clock } from "./clock.js";
export {
  AppError,
  defineErrors,
  EXIT_CODE,
  HTTP_STATUS,
  isAppError,
  type ErrorContext,
  type ErrorKind,
  type Issue,
} from "./errors.js";
export * from "./format.js";
export * from "./format-period.js";
export * from "./format-time.js";
export { limits } from "./limits.js";
export { lineLog, silentLog, type Log, type LogValue } from "./log.js";
export { isMailAddress, mailboxOf, type Mailbox } from "./mail-address.js";
export { text, type MessageId, type MessageValue } from "./messages.js";
export { nearest } from "./nearest.js";
export { placedAddress, type AddressPlace } from "./placed-address.js";
export { LOCAL_PRINCIPAL, scopeKey, type Principal, type Role } from "./principal.js";
export { isOwnerOver, type ProcessOwner } from "./process-owner.js";
export { seededRandom, type Random } from "./random.js";
export * from "./time-range.js";
export {
  instantIn,
  instantOfLocal,
  offsetAt,
  zoneOffsets,
  type ZoneOffset,
} from "./zone-offsets.js";

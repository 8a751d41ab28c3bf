import { AppError } from "./errors.js";

/** Throws `internal.assertion` when a condition that our own code must keep does not hold. */
export function assert(condition: boolean, message: string): asserts condition {
  if (!condition) throw new AppError("internal.assertion", "internal", message);
}

/** The value, which our own code knows to be there; throws `internal.assertion` when it is not. */
export function assertDefined<T>(value: T | undefined | null, message: string): T {
  assert(value !== undefined && value !== null, message);
  return value;
}

/** Marks the end of a `switch` over a union: does not compile while a case is missing. */
export function assertNever(value: never): never {
  throw new AppError("internal.assertion", "internal", `unexpected case: ${String(value)}`);
}

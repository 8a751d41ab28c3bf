import { isAppError } from "../core/index.js";

/** The first line of an error, for a log. */
export function errorLine(error: unknown): string {
  if (isAppError(error)) return `${error.message} [${error.code}]`;
  return error instanceof Error ? error.message : String(error);
}

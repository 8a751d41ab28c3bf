import { HTTP_STATUS, isAppError, text, type ErrorKind, type Issue } from "../core/index.js";
import { STATUS_OF_CODE } from "./errors.js";

/** What an error says to the outside: RFC 9457 with our code, hint and issues. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly hint?: string;
  readonly issues?: readonly Issue[];
  readonly request_id: string;
}

/** Kinds whose words may name files or statements; their details go to the log only. */
const INWARD: readonly ErrorKind[] = ["internal", "config", "source", "data"];

function statusOf(code: string, kind: ErrorKind): number {
  return STATUS_OF_CODE[code] ?? HTTP_STATUS[kind];
}

/** The problem an error is told as; errors that are not ours tell nothing but the request's id. */
export function problemOf(error: unknown, request_id: string): Problem {
  const kind = isAppError(error) ? error.kind : "internal";
  const code = isAppError(error) ? error.code : "internal.unexpected";
  const common = {
    type: `urn:meantime:error:${code}`,
    title: text(`http.problem.${kind}`),
    status: statusOf(code, kind),
    code,
    request_id,
  };
  const isOpen = isAppError(error) && (!INWARD.includes(kind) || code.startsWith("http."));
  if (!isOpen) return { ...common, detail: text("http.problem.detail", { request_id }) };
  return {
    ...common,
    detail: error.message,
    ...(error.hint === undefined ? {} : { hint: error.hint }),
    ...(error.issues.length === 0 ? {} : { issues: error.issues }),
  };
}

/** Seconds after which a refused or failed request is worth repeating; null for never. */
export function retryAfterS(problem: Problem): number | null {
  return [429, 503, 504].includes(problem.status) ? 10 : null;
}

/** The kinds of failure a caller can tell apart; see CONTRIBUTING for what each maps to. */
export type ErrorKind =
  "input" | "auth" | "not_found" | "conflict" | "limit" | "source" | "data" | "config" | "internal";

/** HTTP status of each kind. A `config` error never reaches HTTP: the service does not start. */
export const HTTP_STATUS: Readonly<
  Record<ErrorKind, 400 | 403 | 404 | 409 | 429 | 500 | 502 | 503>
> = {
  input: 400,
  auth: 403,
  not_found: 404,
  conflict: 409,
  limit: 429,
  source: 502,
  data: 503,
  config: 500,
  internal: 500,
};

/** Exit code of the command line for each kind; stable, documented in README. */
export const EXIT_CODE: Readonly<Record<ErrorKind, number>> = {
  input: 2,
  auth: 3,
  not_found: 4,
  conflict: 5,
  limit: 6,
  source: 7,
  data: 8,
  config: 9,
  internal: 70,
};

/** One problem inside an error: where it is, what was found, what was expected. */
export interface Issue {
  readonly where: string;
  readonly message: string;
  readonly received?: string;
  readonly expected?: string;
  readonly hint?: string;
}

/** What an error may carry beside its code and message. */
export interface ErrorContext {
  readonly hint?: string;
  readonly issues?: readonly Issue[];
  readonly cause?: unknown;
}

const NO_CONTEXT: { hint: string | undefined; issues: readonly Issue[]; cause: unknown } = {
  hint: undefined,
  issues: [],
  cause: undefined,
};

/** The one error class of the product; `code` is the contract, `message` is for people. */
export class AppError extends Error {
  readonly code: string;
  readonly kind: ErrorKind;
  readonly hint: string | undefined;
  readonly issues: readonly Issue[];

  /** The detail is the message alone, or the message with what else is known. */
  constructor(
    code: string,
    kind: ErrorKind,
    detail: string | (ErrorContext & { message: string }),
  ) {
    const { message, cause, hint, issues } =
      typeof detail === "string"
        ? { ...NO_CONTEXT, message: detail }
        : { ...NO_CONTEXT, ...detail };
    super(message, cause === undefined ? undefined : { cause });
    this.name = "AppError";
    this.code = code;
    this.kind = kind;
    this.hint = hint;
    this.issues = issues;
  }
}

/** One row of an area's error table: its kind, its message and one sentence for the reference page. */
export interface ErrorDefinition<Values> {
  readonly kind: ErrorKind;
  readonly message: (values: Values) => string;
  readonly doc: string;
}

/** The declared errors of one area, keyed by code. */
// Each row has its own values type; `never` accepts them all while keeping each call checked.
export type ErrorTable = Readonly<Record<string, ErrorDefinition<never>>>;

/**
 * A function that makes the errors of one area's table: `fail("source.unreachable", values)`.
 * A wrong code or wrong values do not compile.
 */
export function defineErrors<Table extends ErrorTable>(table: Table) {
  type Values<Code extends keyof Table> = Table[Code] extends ErrorDefinition<infer V> ? V : never;
  return function fail<Code extends keyof Table & string>(
    code: Code,
    values: Values<Code>,
    context: ErrorContext = {},
  ): AppError {
    const definition = table[code];
    if (definition === undefined) throw new AppError("internal.error_code", "internal", code);
    return new AppError(code, definition.kind, {
      ...context,
      message: definition.message(values as never),
    });
  };
}

/** True for an error of ours; everything else is a bug and shows as `internal.unexpected`. */
export function isAppError(error: unknown): error is AppError {
  return error instanceof AppError;
}

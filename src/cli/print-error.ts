import { EXIT_CODE, isAppError, text, type AppError } from "../core/index.js";

/** The lines a person sees for an error, and the exit code that goes with it. */
export function errorReport(error: unknown): { lines: string[]; exitCode: number } {
  if (!isAppError(error)) {
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { lines: [text("cli.error.unexpected"), detail], exitCode: EXIT_CODE.internal };
  }
  const [first = "", ...rest] = errorLines(error);
  return {
    lines: [text("cli.error.line", { message: first }), ...rest],
    exitCode: EXIT_CODE[error.kind],
  };
}

/** What is known of an error: its message and code, then its issues and what helps. */
export function errorLines(error: AppError): string[] {
  const lines = [text("cli.error.message", { message: error.message, code: error.code })];
  for (const issue of error.issues) {
    lines.push(`  ${issue.where}: ${issue.message}`);
    if (issue.received !== undefined) {
      lines.push(`    ${text("cli.error.received", { value: issue.received })}`);
    }
    if (issue.expected !== undefined) {
      lines.push(`    ${text("cli.error.expected", { value: issue.expected })}`);
    }
    if (issue.hint !== undefined) lines.push(`    ${text("cli.error.hint", { hint: issue.hint })}`);
  }
  if (error.hint !== undefined) lines.push(`  ${text("cli.error.hint", { hint: error.hint })}`);
  return lines;
}

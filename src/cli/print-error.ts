import { EXIT_CODE, isAppError, text } from "../core/index.js";

/** The lines a person sees for an error, and the exit code that goes with it. */
export function errorReport(error: unknown): { lines: string[]; exitCode: number } {
  if (!isAppError(error)) {
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { lines: [text("cli.error.unexpected"), detail], exitCode: EXIT_CODE.internal };
  }
  const lines = [text("cli.error.line", { message: error.message, code: error.code })];
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
  return { lines, exitCode: EXIT_CODE[error.kind] };
}

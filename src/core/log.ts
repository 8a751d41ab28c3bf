/** A value that may stand in a log line; secrets and whole rows do not belong there. */
export type LogValue = string | number | boolean | null | undefined;

/** Where the product says what it does; one line an event, machine-readable fields beside the words. */
export interface Log {
  info(event: string, fields?: Readonly<Record<string, LogValue>>): void;
  warn(event: string, fields?: Readonly<Record<string, LogValue>>): void;
  error(event: string, fields?: Readonly<Record<string, LogValue>>): void;
}

function line(event: string, fields: Readonly<Record<string, LogValue>> = {}): string {
  const parts = Object.entries(fields)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key}=${JSON.stringify(value)}`);
  return [event, ...parts].join(" ");
}

/** A log that hands finished lines to a function, such as one that writes to standard error. */
export function lineLog(write: (line: string) => void): Log {
  return {
    info: (event, fields) => write(line(event, fields)),
    warn: (event, fields) => write(`warn ${line(event, fields)}`),
    error: (event, fields) => write(`error ${line(event, fields)}`),
  };
}

/** A log that keeps nothing. */
export const silentLog: Log = lineLog(() => undefined);

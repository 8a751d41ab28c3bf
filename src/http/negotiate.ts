/** Formats an address may be asked for in. */
export const FORMATS = ["html", "json", "csv", "csv-excel", "parquet", "arrow", "pdf"] as const;

/** One of the formats. */
export type Format = (typeof FORMATS)[number];

/** The ending of a file's name in each format. */
export function fileEnding(format: Format): string {
  return format === "csv-excel" ? "csv" : format;
}

/** Media type of each format. */
export const MEDIA_TYPE: Readonly<Record<Format, string>> = {
  html: "text/html; charset=utf-8",
  json: "application/json; charset=utf-8",
  csv: "text/csv; charset=utf-8; header=present",
  "csv-excel": "text/csv; charset=utf-8; header=present",
  parquet: "application/vnd.apache.parquet",
  arrow: "application/vnd.apache.arrow.stream",
  pdf: "application/pdf",
};

const SUFFIX = /\.(json|csv|csv-excel|parquet|arrow|pdf)$/;
/** Paths whose last part merely looks like a suffix. */
const WHOLE = /^\/(static|client)\/|^\/openapi\.json$/;

/** A path taken apart: what routes know, and the format its suffix names. */
export interface SplitPath {
  readonly path: string;
  /** Null when the path has no suffix. */
  readonly format: Format | null;
}

/** Takes the format suffix off a path; only suffixes of the fixed list count. */
export function splitPath(pathname: string): SplitPath {
  const match = WHOLE.test(pathname) ? null : SUFFIX.exec(pathname);
  const bare = match === null ? pathname : pathname.slice(0, match.index);
  const path = bare === "/overview" ? "/" : bare;
  return { path, format: match === null ? null : (match[1] as Format) }; // the pattern lists formats only
}

const ACCEPTED: readonly (readonly [string, Format])[] = [
  ["text/html", "html"],
  ["application/json", "json"],
  ["text/csv", "csv"],
  ["application/vnd.apache.parquet", "parquet"],
  ["application/vnd.apache.arrow.stream", "arrow"],
  ["application/pdf", "pdf"],
];

/**
 * The format an Accept header asks for among those offered; the first offered when it is open or
 * names none of them, which HTTP allows instead of a refusal (RFC 9110, section 15.5.7).
 */
export function acceptedFormat(accept: string | undefined, offered: readonly Format[]): Format {
  const first = offered[0] ?? "html";
  if (accept === undefined || accept === "") return first;
  const wanted = accept
    .split(",")
    .map((part, index) => {
      const [type = "", ...rest] = part
        .trim()
        .toLowerCase()
        .split(/\s*;\s*/);
      const q = Number(rest.find((item) => item.startsWith("q="))?.slice(2) ?? "1");
      return { type, q: Number.isFinite(q) ? q : 0, index };
    })
    .filter(({ q }) => q > 0)
    .sort((a, b) => b.q - a.q || a.index - b.index);
  for (const { type } of wanted) {
    if (type === "*/*") return first;
    const format = ACCEPTED.find(([name]) => name === type)?.[1];
    if (format !== undefined && offered.includes(format)) return format;
  }
  return first;
}

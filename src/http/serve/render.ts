import { csvExcelText, csvText } from "../csv.js";
import { fail } from "../errors.js";
import { inPlace } from "../links.js";
import { fileEnding, MEDIA_TYPE, type Format } from "../negotiate.js";
import type { FileAnswer, HeldBody, PageRequest, PageView } from "../page.js";
import { documentHtml } from "../view/layout.js";
import type { Html } from "../view/markup.js";
import type { Shared } from "./shared.js";

/** A page written in one format. */
export interface Rendered {
  readonly type: string;
  readonly body: Uint8Array | HeldBody;
  readonly headers: Readonly<Record<string, string>>;
}

/** What a document needs to know of the request it answers. */
export type Links = Pick<PageRequest, "here" | "to" | "query">;

/** A page's content inside the frame of the service. */
export async function renderDocument(
  shared: Shared,
  page: PageView,
  links: Links,
): Promise<Uint8Array> {
  const [assets, script_href, main]: [Awaited<ReturnType<Shared["assets"]>>, string | null, Html] =
    await Promise.all([shared.assets(), shared.scriptHref(), page.main()]);
  const { theme } = links.query;
  const document = documentHtml(
    {
      page,
      theme: theme === "light" || theme === "dark" ? theme : null,
      style_href: assets.style_href,
      script_href,
      to: (path) => links.to(path),
      here: (changes) => links.here(changes),
    },
    main,
  );
  return Buffer.from(document);
}

function fileName(request: PageRequest, format: Format): string {
  const { site, source, period, from, to } = request.query;
  const words = [request.path === "/" ? "overview" : request.path, site, source, period, from, to];
  const name = words
    .filter((word) => word !== undefined)
    .join("-")
    .replace(/[^\w.-]+/g, "-")
    .replace(/^-+|-+$/g, "");
  return `${name}.${fileEnding(format)}`;
}

async function csvAnswer(
  request: PageRequest,
  given: NonNullable<PageView["table"]>,
): Promise<Rendered> {
  const { format } = request;
  const table = typeof given === "function" ? await given() : given;
  const name = table.name === undefined ? fileName(request, format) : `${table.name}.csv`;
  const headers = {
    "content-disposition": disposition(name, "attachment"),
    "x-row-count": String(table.rows.length),
  };
  const written = format === "csv-excel" ? csvExcelText(table) : csvText(table);
  return { type: MEDIA_TYPE[format], body: Buffer.from(written), headers };
}

/** Header that names the file; only plain characters, so nothing can break out of it. */
export function disposition(name: string, kind: "attachment" | "inline"): string {
  return `${kind}; filename="${name.replace(/[^\w.-]+/g, "-")}"`;
}

function fileHeaders(file: FileAnswer, format: Format): Record<string, string> {
  return {
    "content-disposition": disposition(file.name, format === "pdf" ? "inline" : "attachment"),
    ...(file.bytes === undefined ? {} : { "content-length": String(file.bytes) }),
    ...(file.rows === undefined ? {} : { "x-row-count": String(file.rows) }),
  };
}

/** The page in the format asked for. */
export async function renderPage(
  shared: Shared,
  request: PageRequest,
  page: PageView,
): Promise<Rendered> {
  const { format } = request;
  const type = MEDIA_TYPE[format];
  const file = page.files?.[format];
  if (file !== undefined) {
    const made = await file();
    return { type, body: made.body, headers: fileHeaders(made, format) };
  }
  if (format === "html") {
    const links = page.place === undefined ? request : inPlace(request, page.place);
    return { type, body: await renderDocument(shared, page, links), headers: {} };
  }
  if (format === "json") {
    return { type, body: Buffer.from(`${JSON.stringify(page.data, null, 2)}\n`), headers: {} };
  }
  if ((format === "csv" || format === "csv-excel") && page.table !== null) {
    return csvAnswer(request, page.table);
  }
  throw fail("http.format_unknown", { format, expected: "html, json" });
}

import { createReadStream } from "node:fs";
import { mkdir, rm, stat } from "node:fs/promises";
import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { Readable } from "node:stream";
import type { Log } from "../../core/index.js";
import type { DatasetRequest } from "../../metrics/index.js";
import { guardedCsv } from "../csv-guard.js";
import { fileEnding } from "../negotiate.js";
import type { FileAnswer, HeldBody, PageRequest } from "../page.js";

/** Formats in which a dataset is written whole, the one for people first. */
export const DATASET_FORMATS = ["csv-excel", "csv", "parquet", "arrow"] as const;

/** One of them. */
export type DatasetFormat = (typeof DATASET_FORMATS)[number];

function nameOf({ dataset, parameters }: DatasetRequest, format: DatasetFormat): string {
  const { site, asset, from, to } = parameters;
  const words = [dataset.id, site, asset, from, to].filter((word) => word !== undefined);
  return `${words.join("-")}.${fileEnding(format)}`;
}

/** A file that is removed when its last piece has left, when the reader has, or when it is let go. */
function heldFile(path: string, log: Log): HeldBody {
  const remove = (): Promise<void> =>
    rm(path, { force: true }).catch((error: unknown) => {
      log.warn("export not removed", { reason: String(error) });
    });
  const open = (): ReadableStream<Uint8Array> => {
    const file = createReadStream(path);
    file.once("close", () => void remove());
    // Node types its own web streams apart from the global ones; they are the same at run time.
    return Readable.toWeb(file) as unknown as ReadableStream<Uint8Array>;
  };
  return { open, discard: remove };
}

/** A raw CSV that is guarded against formulas while it is sent. */
function guardedBody(body: HeldBody, { columns }: DatasetRequest): HeldBody {
  return { ...body, open: () => body.open().pipeThrough(guardedCsv(columns)) };
}

/**
 * The rows of a dataset as a file: written whole to the folder for temporary files and opened only
 * when it is sent.
 */
export async function datasetFile(
  request: PageRequest,
  asked: DatasetRequest,
  format: DatasetFormat,
): Promise<FileAnswer> {
  const folder = request.deps.settings.temp_dir;
  await mkdir(folder, { recursive: true });
  const written = format === "csv-excel" ? "csv" : format;
  const path = join(folder, `${randomUUID()}.${written}`);
  const rows = await request.snapshot.exportTo({
    dataset: asked.dataset.id,
    parameters: asked.query_parameters,
    principal: request.principal,
    format: written,
    path,
  });
  const { size: bytes } = await stat(path);
  const [name, body] = [nameOf(asked, format), heldFile(path, request.deps.log)];
  return format === "csv-excel"
    ? { name, body: guardedBody(body, asked), rows }
    : { name, body, bytes, rows };
}

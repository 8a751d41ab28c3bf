import { createReadStream } from "node:fs";
import { mkdir, rm, stat } from "node:fs/promises";
import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { Readable } from "node:stream";
import type { DatasetRequest } from "../../metrics/index.js";
import type { FileAnswer, PageRequest } from "../page.js";

/** Formats in which a dataset is written whole. */
export const DATASET_FORMATS = ["csv", "parquet", "arrow"] as const;

/** One of them. */
export type DatasetFormat = (typeof DATASET_FORMATS)[number];

function nameOf({ dataset, parameters }: DatasetRequest, format: DatasetFormat): string {
  const { site, asset, from, to } = parameters;
  const words = [dataset.id, site, asset, from, to].filter((word) => word !== undefined);
  return `${words.join("-")}.${format}`;
}

/**
 * The rows of a dataset as a file: written whole to the folder for temporary files, then sent piece
 * by piece and removed when the last piece has left, or the reader has.
 */
export async function datasetFile(
  request: PageRequest,
  asked: DatasetRequest,
  format: DatasetFormat,
): Promise<FileAnswer> {
  const folder = request.deps.settings.temp_dir;
  await mkdir(folder, { recursive: true });
  const path = join(folder, `${randomUUID()}.${format}`);
  const rows = await request.snapshot.exportTo({
    dataset: asked.dataset.id,
    parameters: asked.query_parameters,
    principal: request.principal,
    format,
    path,
  });
  const { size: bytes } = await stat(path);
  const file = createReadStream(path);
  file.once("close", () => {
    rm(path, { force: true }).catch((error: unknown) => {
      request.deps.log.warn("export not removed", { reason: String(error) });
    });
  });
  // Node types its own web streams apart from the global ones; they are the same at run time.
  const body = Readable.toWeb(file) as unknown as ReadableStream<Uint8Array>;
  return { name: nameOf(asked, format), body, bytes, rows };
}

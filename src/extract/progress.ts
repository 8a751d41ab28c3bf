import type { RunManifest } from "./manifest.js";

/** Where in the configuration something happens. */
export interface FeedPlace {
  readonly source: string;
  readonly feed: string;
  /** Path of the file. */
  readonly file: string;
}

/** What an extraction is doing, in the order of the steps of a file. */
export type ExtractProgress =
  | (FeedPlace & { readonly step: "skipped" | "unfinished" | "reading" })
  | (FeedPlace & { readonly step: "comparing" | "writing"; readonly rows: number })
  | (FeedPlace & { readonly step: "landed"; readonly run: RunManifest; readonly ms: number });

/** A feed whose extraction failed, and why; the others go on. */
export interface FeedFailure {
  readonly source: string;
  readonly feed: string;
  readonly error: unknown;
}

import type { Principal } from "../core/index.js";
import type { ResultCache } from "../metrics/index.js";
import type { Snapshot } from "../warehouse/index.js";
import type { Query, QueryChanges } from "./address.js";
import type { DataTable } from "./csv.js";
import type { AppDeps, UnreadFeed } from "./deps.js";
import type { Format } from "./negotiate.js";
import type { Html } from "./view/markup.js";

/** What is found out about an answer while it is made. */
export interface PageNotes {
  /** A figure or a section failed: the answer is not kept, as the next one may be whole. */
  has_failed: boolean;
  /** The data of the page are older than promised. */
  is_stale: boolean;
}

/** A request that passed the door: who asks, for what, of which data. */
export interface PageRequest {
  readonly deps: AppDeps;
  readonly request_id: string;
  /** Path without format suffix, as asked for. */
  readonly path: string;
  /** Parts of the path, such as the id of an asset. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: Query;
  readonly format: Format;
  readonly principal: Principal;
  readonly snapshot: Snapshot;
  readonly results: ResultCache;
  /** What is found out while the page is made. */
  readonly noted: PageNotes;
  /** The feeds that could not be read when the request came. */
  readonly unread: readonly UnreadFeed[];
  /** Token for the forms of this page. */
  readonly form_token: string;
  /** The address of this page with some parameters changed; paging starts anew. */
  here(changes?: QueryChanges): string;
  /** The address of another page; site, source, period and theme stay as they are. */
  to(path: string, query?: QueryChanges): string;
  /** An address made elsewhere, with the theme of this page and, where it names none, its site. */
  carry(href: string): string;
}

/** One choice of the scope line. */
export interface Choice {
  readonly text: string;
  readonly href: string;
  readonly is_current: boolean;
  readonly small?: string;
}

/** What a page covers: a label, its value and what else could be chosen. */
export interface ScopeItem {
  readonly label: string;
  readonly value: string;
  readonly choices: readonly Choice[];
}

/** The line below the name of the service: what, when, against what, how fresh. */
export interface ScopeView {
  readonly items: readonly ScopeItem[];
  readonly data_to: string;
  /** Since when the data are older than promised; null while they are not. */
  readonly stale_since: string | null;
  /** How many feeds of the source could not be read, in words; null when all could. */
  readonly unread: string | null;
  readonly sources_href: string;
  readonly doubts: { readonly text: string; readonly href: string } | null;
  readonly is_generated: boolean;
}

/** What stands at the foot of every page that shows data. */
export interface FootView {
  readonly sentences: readonly string[];
  readonly reconciliation: { readonly text: string; readonly href: string } | null;
}

/** Content that lies ready elsewhere: sent, or let go when nobody waits for it any more. */
export interface HeldBody {
  open(): ReadableStream<Uint8Array>;
  discard(): Promise<void>;
}

/** A file that answers a request in a format of its own. */
export interface FileAnswer {
  readonly name: string;
  readonly body: Uint8Array | HeldBody;
  readonly bytes?: number;
  readonly rows?: number;
}

/** A page before it is written in one of its formats; each format is made only when asked for. */
export interface PageView {
  readonly title: string;
  /** Path of the entry of the navigation that is current, or null. */
  readonly nav: string | null;
  readonly scope: ScopeView | null;
  readonly foot: FootView | null;
  /** Site and source that the page turned out to be about, where its address may name others. */
  readonly place?: Pick<Query, "site" | "source">;
  readonly main: () => Promise<Html> | Html;
  /** What the page says, for `.json`. */
  readonly data: unknown;
  /** The main table of the page, for `.csv` and `.csv-excel`; null when it has none. */
  readonly table: DataTable | (() => Promise<DataTable>) | null;
  /** Formats that are files of their own. */
  readonly files?: Partial<Readonly<Record<Format, () => Promise<FileAnswer>>>>;
}

/** Answers one route. */
export type PageHandler = (request: PageRequest) => Promise<PageView>;

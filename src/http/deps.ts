import type { Clock, Log, Principal } from "../core/index.js";
import type { ReportDefinition } from "../reports/index.js";
import type { Delivery } from "../state/index.js";
import type { Snapshot } from "../warehouse/index.js";

/** The browser's script, bundled. */
export interface ClientBundle {
  /** Hash of the content, part of the address. */
  readonly hash: string;
  readonly code: string;
}

/** Settings of the pages, taken from the configuration by the composition root. */
export interface HttpSettings {
  /** Host names this service answers to, beside the loopback names. */
  readonly hosts: readonly string[];
  /** Key of the form tokens; random for each process. */
  readonly form_secret: Uint8Array;
  readonly software_version: string;
  /** Folder for files that are written to be downloaded. */
  readonly temp_dir: string;
  /** Days within which a failure counts as a repeat unless the address says otherwise. */
  readonly recurrence_days: number;
  /** Address people reach the service at, for links in PDF; null leaves them out. */
  readonly public_url: string | null;
}

/** A feed whose last extraction failed: what is shown of it is older than it seems. */
export interface UnreadFeed {
  readonly source: string;
  readonly feed: string;
  /** When, ISO 8601 UTC. */
  readonly at: string;
  readonly message: string;
}

/** All that the pages need from the rest of the service. */
export interface AppDeps {
  /** The published snapshot; rejects with a `data` error while there is none. */
  readonly snapshots: { current(): Promise<Snapshot> };
  readonly settings: HttpSettings;
  readonly clock: Clock;
  readonly log: Log;
  readonly reports: readonly ReportDefinition[];
  readonly buildClient: () => Promise<ClientBundle>;
  readonly principalOf: (request: Request) => Principal;
  /**
   * The instant from which data extracted at another count as out of date, or null when nothing is
   * promised: two times of a periodic extraction were missed then. Without it nothing is promised.
   */
  readonly staleAt?: (extracted_at: Date) => Date | null;
  /** The feeds that could not be read; none when absent. */
  readonly unreadFeeds?: () => Promise<readonly UnreadFeed[]>;
  /** Starts a refresh; rejects with a `conflict` error when one is running. */
  readonly runRefresh: () => Promise<void>;
  /** Mails that are owed, leaving or gone, newest first. */
  readonly listDeliveries: () => Promise<readonly Delivery[]>;
}

import type { Config } from "../config/index.js";
import { elapsedMs } from "../core/index.js";
import { secondRefreshAfter } from "../delivery/index.js";
import { listFailures } from "../extract/index.js";
import type { AppDeps, UnreadFeed } from "../http/index.js";

/** How long it is believed which feeds could not be read: each request would look into files else. */
const BELIEVED_MS = 2_000;

/** What the pages need to tell how fresh the data are. */
export function freshnessOf(config: Config): Pick<AppDeps, "staleAt" | "unreadFeeds"> {
  const { refresh_cron } = config;
  return {
    unreadFeeds: unreadFeeds(config),
    // Data are promised only where they are fetched by themselves.
    ...(refresh_cron === null
      ? {}
      : { staleAt: (extracted_at: Date) => secondRefreshAfter(refresh_cron, extracted_at) }),
  };
}

function unreadFeeds(config: Config): () => Promise<readonly UnreadFeed[]> {
  const feeds = config.sources.flatMap((source) =>
    source.feeds.map((feed) => ({ source: source.id, feed: feed.id })),
  );
  let known: { readonly found: Promise<readonly UnreadFeed[]>; readonly at_ms: number } | null =
    null;
  return () => {
    const now_ms = elapsedMs();
    if (known === null || now_ms - known.at_ms > BELIEVED_MS) {
      known = { found: listFailures(config.data_dir, feeds), at_ms: now_ms };
    }
    return known.found;
  };
}

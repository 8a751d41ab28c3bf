import type { Clock, Log, Principal, TimeRange } from "../core/index.js";
import type { AssetChange, Change, MetricContext, MetricResult, Row } from "../metrics/index.js";

/** On what and on whose behalf a report is assembled. */
export interface ReportContext extends MetricContext {
  readonly clock: Clock;
  readonly principal: Principal;
  readonly software_version: string;
  /** Address people reach the service at, for links in mail and PDF; null leaves them out. */
  readonly public_url?: string | null;
  /** Told of failures that are bugs of ours, which a report shows only in general words. */
  readonly log?: Log;
}

/** The lists that reports read. */
export type EvidenceList = "outages" | "findings" | "source_rows";

/** What is known of the source a report is about. */
export interface EvidenceSite {
  readonly site: string;
  readonly site_name: string;
  readonly zone: string;
  readonly source: string;
  readonly asset_noun: readonly [string, string];
  readonly asset_count: number;
  readonly is_generated: boolean;
  readonly attribution: string | null;
  readonly licence: string | null;
  readonly has_stops: boolean;
  readonly data_to: string | null;
  /** First and last day of observation in the site's calendar; null while nothing was read. */
  readonly observed_from_on: string | null;
  readonly observed_to_on: string | null;
  readonly is_first_day_whole: boolean;
}

/** Where the figures of one report come from; each question is asked once. */
export interface Evidence {
  readonly site: EvidenceSite;
  metric(
    id: string,
    range: TimeRange,
    more?: Readonly<Record<string, string>>,
  ): Promise<MetricResult>;
  /** The rows of a metric by month or week, without the figure of the whole. */
  series(id: string, range: TimeRange, by: "month" | "week"): Promise<readonly Row[]>;
  /** A figure against that of the period before. */
  change(id: string, range: TimeRange): Promise<Change>;
  /** The failures of each asset against the period before. */
  assetChanges(range: TimeRange): Promise<readonly AssetChange[]>;
  list(
    name: EvidenceList,
    parameters: Readonly<Record<string, string | number>>,
  ): Promise<readonly Row[]>;
}

type Parameters = Readonly<Record<string, string>>;

/** The sources of figures behind an evidence. */
export interface EvidenceSources {
  readonly site: EvidenceSite;
  readonly runMetric: (id: string, parameters: Parameters) => Promise<MetricResult>;
  readonly runSeries: (id: string, parameters: Parameters) => Promise<readonly Row[]>;
  readonly runChange: (id: string, parameters: Parameters) => Promise<Change>;
  readonly runAssetChanges: (parameters: Parameters) => Promise<readonly AssetChange[]>;
  readonly runList: Evidence["list"];
}

/** An evidence that remembers its answers: sections share results, and none is computed twice. */
export function rememberedEvidence(sources: EvidenceSources): Evidence {
  const { site } = sources;
  const answers = new Map<string, Promise<unknown>>();
  const scope = { site: site.site, source: site.source };
  return {
    site,
    metric: (id, range, more = {}) => {
      const parameters = { ...scope, ...range, ...more };
      return remembered(answers, ["metric", id, parameters], () =>
        sources.runMetric(id, parameters),
      );
    },
    series: (id, range, by) => {
      const parameters = { ...scope, ...range, by };
      return remembered(answers, ["series", id, parameters], () =>
        sources.runSeries(id, parameters),
      );
    },
    change: (id, range) => {
      const parameters = { ...scope, ...range };
      return remembered(answers, ["change", id, parameters], () =>
        sources.runChange(id, parameters),
      );
    },
    assetChanges: (range) => {
      const parameters = { ...scope, ...range };
      return remembered(answers, ["assets", parameters], () => sources.runAssetChanges(parameters));
    },
    list: (name, parameters) =>
      remembered(answers, ["list", name, parameters], () => sources.runList(name, parameters)),
  };
}

function remembered<T>(
  answers: Map<string, Promise<unknown>>,
  question: readonly unknown[],
  ask: () => Promise<T>,
): Promise<T> {
  const key = JSON.stringify(question);
  const known = answers.get(key);
  // The key names the kind of question, so what is kept under it has its type.
  if (known !== undefined) return known as Promise<T>;
  // Started inside a promise: what throws at once fails like what throws later.
  const answer = Promise.resolve().then(ask);
  answers.set(key, answer);
  return answer;
}

import type { MetricId } from "./catalog/index.js";
import type { MetricDeclaration } from "./define.js";
import type { ResolvedScope } from "./scope.js";

/** A question with every default filled in, ready to be put to the snapshot. */
export interface Question {
  readonly metric: MetricDeclaration<MetricId>;
  readonly scope: ResolvedScope;
  readonly stated: Readonly<Record<string, string>>;
}

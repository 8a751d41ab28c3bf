export { ResultCache } from "./cache.js";
export { metrics, type MetricId } from "./catalog/index.js";
export {
  changeAgainstPrevious,
  failureChangeByAsset,
  isComparable,
  type AssetChange,
  type Change,
  type ChangeTest,
  type Verdict,
} from "./change.js";
export type { MetricContext, QueryKind, SnapshotFacts, SnapshotReader } from "./context.js";
export {
  datasets,
  type DatasetDeclaration,
  type DatasetId,
  type PrivacyClass,
} from "./datasets/define.js";
export {
  DATASET_PARAMETERS,
  datasetById,
  previewDataset,
  resolveDataset,
  type DatasetRequest,
} from "./datasets/resolve.js";
export {
  evaluateFormula,
  FEW_BELOW,
  formulaFor,
  type By,
  type Formula,
  type FormulaTerm,
  type IntervalRule,
  type MetricDeclaration,
  type MetricSource,
} from "./define.js";
export { DETAILS, type DetailsDeclaration } from "./details/define.js";
export { LEFT_OUT_CODES, leftOutText, type LeftOutCode } from "./details/left-out.js";
export { runDetails, type MetricDetails, type StatusTotal } from "./details/run.js";
export { metricsErrors } from "./errors.js";
export {
  parameterInfo,
  parameterSchema,
  type ParameterInfo,
  type ParameterName,
  type ParameterOffer,
} from "./parameters.js";
export { RECURRENCE_DAYS } from "./query-parameters.js";
export { isMetricId, metricById } from "./registry.js";
export type {
  Cell,
  Column,
  ColumnType,
  Interval,
  MethodCode,
  MetricResult,
  Provenance,
  Reason,
  ReasonCode,
  ResultStatus,
  Row,
  Scope,
  Test,
  TestId,
} from "./result.js";
export {
  evidenceUrl,
  methodText,
  metricOffer,
  reasonText,
  metricSeries,
  runMetric,
  testTitle,
} from "./run.js";
export { findAsset, resolveScope, scopeOf, type ResolvedScope, type ScopeAsset } from "./scope.js";
export { defaultPeriod, listSites, type SiteSource } from "./sites.js";
export { decisiveTrend } from "./trend.js";

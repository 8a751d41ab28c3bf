export { metrics, type MetricId } from "./catalog/index.js";
export type { MetricContext, QueryKind, SnapshotFacts, SnapshotReader } from "./context.js";
export {
  evaluateFormula,
  type By,
  type Formula,
  type FormulaTerm,
  type MetricDeclaration,
  type MetricSource,
} from "./define.js";
export { metricsErrors } from "./errors.js";
export {
  parameterInfo,
  parameterSchema,
  type ParameterInfo,
  type ParameterName,
} from "./parameters.js";
export type {
  Cell,
  Column,
  ColumnType,
  Interval,
  MetricResult,
  Provenance,
  Reason,
  ResultStatus,
  Row,
  Scope,
  Test,
} from "./result.js";

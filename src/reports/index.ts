export { periodKey } from "./assemble.js";
export type { ReportDefinition, Vocabulary } from "./definition.js";
export { isComplete, readDocument } from "./document.js";
export type {
  Finding,
  Inline,
  Link,
  ReportDocument,
  Section,
  SectionOf,
  Spark,
  SymbolCode,
  Table,
  TableCell,
  TableColumn,
  Tile,
  Tone,
  Verdict,
} from "./document.js";
export { reportsErrors } from "./errors.js";
export type { Evidence, EvidenceSite, ReportContext } from "./evidence.js";
export { gatherAnswer, gatherTile } from "./gather-figures.js";
export { gatherDataQuality, gatherFindings, gatherWorstAssets } from "./gather-lists.js";
export { gatherSeries } from "./gather-series.js";
export { findReport, loadReports, REPORT_VOCABULARY } from "./load.js";
export { openEvidence } from "./open-evidence.js";
export { parseReport } from "./parse.js";
export type { Attachment, Email } from "./render/email.js";
export {
  REPORT_FORMATS,
  reportFormat,
  type Rendering,
  type ReportFormat,
} from "./render/render.js";
export { assembleReport, renderReport, renderReportBody, type ReportParameters } from "./report.js";
export { answer, type Answer } from "./view/answer.js";
export type { AnswerInput } from "./view/answer-input.js";
export {
  basisText,
  figureText,
  missingText,
  valueText,
  type FigureText,
} from "./view/figure-text.js";
export { howSure } from "./view/how-sure.js";
export { needsAttention, type AttentionInput } from "./view/needs-attention.js";
export { dataQuality, definitions, type DefinitionsInput } from "./view/notes.js";
export { periodNames, type PeriodNames } from "./view/periods.js";
export { reasonSentence } from "./view/reason-words.js";
export { sparkOf, type Series, type SeriesPoint } from "./view/series.js";
export { rateSpan, type RateSpan } from "./view/span.js";
export { tile, type TileContext } from "./view/tile.js";
export { verdictOf } from "./view/verdict.js";
export { worstAssets, type WorstAssets, type WorstAssetsInput } from "./view/worst-assets.js";

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
export type { ReportDefinition, Vocabulary } from "./definition.js";
export { reportsErrors } from "./errors.js";
export { parseReport } from "./parse.js";

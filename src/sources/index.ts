export { connectors } from "./catalog/index.js";
export { mappedColumns } from "./columns.js";
export {
  defineConnector,
  type Connector,
  type ReadContext,
  type SourceFile,
  type SourceRead,
  type SourceShape,
} from "./define.js";
export { sourcesErrors } from "./errors.js";
export { findFiles, type FoundFiles } from "./find-files.js";
export { hashFile, readFileState } from "./file-state.js";

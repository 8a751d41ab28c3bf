import { defineConnector } from "../define.js";
import { inspectRecords, readRecords, type RecordScan } from "../json/read-records.js";
import { scanLines } from "../json/scan-lines.js";
import { lineEndOf } from "../text/read-header.js";

const scan: RecordScan = (text, { path: file }, visitor) => {
  const { path, offset } = text;
  return scanLines({ path, offset, file, lineEnd: lineEndOf(text) }, visitor);
};

/** One JSON object a line. The reasoning is in ../notes/json.md. */
export const ndjson = defineConnector({
  id: "ndjson",
  title: "JSON lines",
  inspect: (file, folder) => inspectRecords(file, folder, scan),
  read: (file, context) => readRecords(file, context, scan),
});

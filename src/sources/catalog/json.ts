import { defineConnector } from "../define.js";
import { inspectRecords, readRecords, type RecordScan } from "../json/read-records.js";
import { scanList } from "../json/scan-list.js";

const scan: RecordScan = ({ path, offset }, { path: file, feed }, visitor) =>
  scanList({ path, offset, file, records: feed.records ?? "" }, visitor);

/** A list of JSON objects. The reasoning is in ../notes/json.md. */
export const json = defineConnector({
  id: "json",
  title: "JSON",
  inspect: (file, folder) => inspectRecords(file, folder, scan),
  read: (file, context) => readRecords(file, context, scan),
});

import type { FeedConfig } from "../../config/index.js";
import type { Connector } from "../define.js";
import { csv } from "./csv.js";
import { json } from "./json.js";
import { ndjson } from "./ndjson.js";
import { parquet } from "./parquet.js";
import { xlsx } from "./xlsx.js";

/** Every connector, by id, in alphabetical order. */
export const connectors: Readonly<Record<FeedConfig["connector"], Connector>> = Object.freeze({
  csv,
  json,
  ndjson,
  parquet,
  xlsx,
});

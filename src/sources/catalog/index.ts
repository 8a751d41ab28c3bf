import type { Connector } from "../define.js";
import { csv } from "./csv.js";

/** Every connector, by id, in alphabetical order. */
export const connectors: Readonly<Record<string, Connector>> = Object.freeze({ csv });

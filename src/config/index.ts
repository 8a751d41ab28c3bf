export { configErrors } from "./errors.js";
export { configHash } from "./config-hash.js";
export { loadConfig, type ConfigRequest } from "./load-config.js";
export { configJsonSchema, configJsonSchemaText } from "./json-schema.js";
export type { ConfigOverrides } from "./resolve-listen.js";
export type * from "./types.js";

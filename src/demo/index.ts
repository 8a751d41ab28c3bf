export { demoErrors } from "./errors.js";
export { generateDemo, type DemoSummary, type DemoTruths } from "./generate-demo.js";
export type { DemoOptions, DemoProgress } from "./options.js";
export type { DirtKind } from "./dirt.js";
export type { DirtOutcome, DirtyFile, PlantedFault, PlantedTruth } from "./truths.js";
export type { SiteCounts } from "./write-site.js";

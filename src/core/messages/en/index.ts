import { chartsMessages } from "./charts.js";
import { cliMessages } from "./cli.js";
import { configMessages } from "./config.js";
import { coreMessages } from "./core.js";
import { deliveryMessages } from "./delivery.js";
import { extractMessages } from "./extract.js";
import { httpMessages } from "./http.js";
import { metricsMessages } from "./metrics.js";
import { reportsMessages } from "./reports.js";
import { warehouseMessages } from "./warehouse.js";

/** Every English sentence a person reads, keyed by `<area>.<name>`. */
export const messages = {
  ...chartsMessages,
  ...cliMessages,
  ...configMessages,
  ...coreMessages,
  ...deliveryMessages,
  ...extractMessages,
  ...httpMessages,
  ...metricsMessages,
  ...reportsMessages,
  ...warehouseMessages,
} as const;

/** The id of a message; a misspelt one does not compile. */
export type MessageId = keyof typeof messages;

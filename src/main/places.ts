import { fileURLToPath } from "node:url";

/** Folder of the report definitions that come with the product. */
export const REPORTS_DIR: string = fileURLToPath(new URL("../../reports", import.meta.url));

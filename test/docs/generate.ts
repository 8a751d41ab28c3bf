import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as prettier from "prettier";
import { configJsonSchemaText } from "../../src/config/index.js";
import { ROOT } from "../structure/source-files.js";
import { withGeneratedMetrics } from "./readme-metrics.js";

const readme = join(ROOT, "README.md");
const generated = withGeneratedMetrics(readFileSync(readme, "utf8"));
const options = await prettier.resolveConfig(readme);
writeFileSync(readme, await prettier.format(generated, { ...options, parser: "markdown" }));
writeFileSync(join(ROOT, "data/reference/meantime.schema.json"), configJsonSchemaText());

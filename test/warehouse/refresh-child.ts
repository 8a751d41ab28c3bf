import { isAppError } from "../../src/core/index.js";
import { buildPlant } from "../fixtures/built-plant.js";
import { sampleConfig } from "../fixtures/sample-plant.js";

// Builds the sample in the data directory named on the command line and prints what came of it.
const dataDir = process.argv[2] ?? "";
try {
  const { snapshot_id } = await buildPlant(dataDir, sampleConfig(dataDir));
  console.log(JSON.stringify({ snapshot_id }));
} catch (error) {
  const code = isAppError(error) ? error.code : "unexpected";
  console.log(JSON.stringify({ code, message: String(error) }));
}

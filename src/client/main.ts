import { loadPlot } from "../charts/plot.js";
import { start } from "./start.js";

// The script is a module, so the document is complete when it runs.
start(document, await loadPlot());

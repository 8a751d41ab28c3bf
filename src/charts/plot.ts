import type { PlotModule } from "./define.js";

/** Observable Plot, loaded when the first drawing needs it. */
export async function loadPlot(): Promise<PlotModule> {
  return await import("./plot-marks.js");
}

/** The parts of Observable Plot that the charts use; the rest stays out of the browser's script. */
export { arrow, barX, dot, line, link, plot, rect, ruleX, ruleY, text } from "@observablehq/plot";

import { fail } from "../errors.js";
import { drawableText, fontFiles } from "../fonts.js";
import { LIGHT } from "./inks.js";

/** Pixels for each px of the drawing: sharp on dense screens. */
const SCALE = 2;

/** A chart as PNG at twice its size, in the packaged fonts; `report.picture_failed` if it cannot be. */
export async function svgToPng(svg: string, chart: string): Promise<Uint8Array> {
  const { Resvg } = await import("@resvg/resvg-js");
  try {
    const picture = new Resvg(drawableText(svg), {
      fitTo: { mode: "zoom", value: SCALE },
      // Mail clients with a dark look put their own colour behind what is transparent.
      background: LIGHT.paper,
      font: {
        loadSystemFonts: false,
        fontFiles: fontFiles(),
        defaultFontFamily: "IBM Plex Sans",
        sansSerifFamily: "IBM Plex Sans",
      },
    });
    return new Uint8Array(picture.render().asPng());
  } catch (cause) {
    const problem = cause instanceof Error ? cause.message : String(cause);
    throw fail("report.picture_failed", { chart, problem }, { cause });
  }
}

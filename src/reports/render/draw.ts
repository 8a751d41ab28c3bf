/** The looks a chart is drawn in outside pages, and inside them. */
export type DrawTheme = "css" | "light" | "print";

/** How a chart of a document is asked to be drawn. */
export interface DrawRequest {
  readonly chart: string;
  /** The input stored in the document. */
  readonly input: unknown;
  readonly width: number;
  readonly theme: DrawTheme;
  /** Tells apart two drawings on one page. */
  readonly key: string;
}

/** Draws a chart as SVG. */
export type Drawer = (request: DrawRequest) => Promise<string>;

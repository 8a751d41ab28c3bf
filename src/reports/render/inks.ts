import type { Tone } from "../document.js";

/** The colours that pages of a report are written in, beside those inside charts. */
export interface Inks {
  readonly paper: string;
  readonly ink: string;
  readonly "ink-2": string;
  readonly "ink-3": string;
  readonly hair: string;
  readonly edge: string;
  readonly link: string;
  readonly data: string;
  readonly "data-mute": string;
  readonly good: string;
  readonly bad: string;
  readonly uncertain: string;
  readonly stale: string;
}

/** Light values, written out: mail knows no custom properties. */
export const LIGHT: Inks = {
  paper: "#fdfcfa",
  ink: "#1a1e23",
  "ink-2": "#49515b",
  "ink-3": "#646c77",
  hair: "#e3dfd6",
  edge: "#85898f",
  link: "#1d558f",
  data: "#2c6093",
  "data-mute": "#848f9c",
  good: "#0e6b5c",
  bad: "#b5380b",
  uncertain: "#5c4f8f",
  stale: "#855400",
};

/** Values for paper: black on white. */
export const PRINT: Inks = {
  paper: "#ffffff",
  ink: "#000000",
  "ink-2": "#3a3f45",
  "ink-3": "#565c64",
  hair: "#cfcfcf",
  edge: "#7a7a7a",
  link: "#1d558f",
  data: "#2c6093",
  "data-mute": "#7b8591",
  good: "#0e6b5c",
  bad: "#a83309",
  uncertain: "#5c4f8f",
  stale: "#855400",
};

/** The colours of a page that fills them in from its stylesheet. */
export const VARIABLES: Pick<Inks, "ink" | "edge" | "data-mute"> = {
  ink: "var(--ink)",
  edge: "var(--edge)",
  "data-mute": "var(--data-mute)",
};

/** The colour of a tone: grey ink for no change, plain ink where nothing is judged. */
export function toneInk(inks: Inks, tone: Tone): string {
  if (tone === "plain") return inks.ink;
  return tone === "same" ? inks["ink-2"] : inks[tone];
}

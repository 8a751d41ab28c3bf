import { LIGHT, toneInk } from "./inks.js";
import type { Tone } from "../document.js";

const SANS = "font-family:'IBM Plex Sans','Segoe UI',Helvetica,Arial,sans-serif";
const SERIF = "font-family:'IBM Plex Serif',Georgia,serif;font-weight:500";
const { ink, hair, link, paper } = LIGHT;
const second = LIGHT["ink-2"];
const third = LIGHT["ink-3"];

/** Inline styles of the mail: values written out, since mail clients know no stylesheets. */
export const STYLE = {
  body: `margin:0;padding:0;background:${paper};color:${ink}`,
  hidden: "display:none;max-height:0;overflow:hidden;mso-hide:all",
  column: "width:100%;max-width:600px",
  runhead: `margin:0;padding-bottom:8px;border-bottom:2px solid ${ink};${SANS};font-size:13px;line-height:1.5;color:${second}`,
  strong: `color:${ink}`,
  headline: `margin:16px 0 12px;${SERIF};font-size:26px;line-height:1.2;color:${ink}`,
  text: `margin:0 0 12px;${SANS};font-size:15px;line-height:1.5;color:${ink}`,
  item: `margin:0 0 6px;${SANS};font-size:15px;line-height:1.5;color:${ink}`,
  sub: `margin:0 0 8px;${SANS};font-size:13px;line-height:1.5;color:${second}`,
  notice: `margin:0 0 12px;${SANS};font-size:13px;line-height:1.5;color:${LIGHT.uncertain}`,
  heading: `margin:24px 0 6px;${SERIF};font-size:18px;line-height:1.3;color:${ink}`,
  figure: `padding:10px 10px 10px 0;border-top:1px solid ${ink};${SANS}`,
  name: `font-size:13px;line-height:1.4;color:${second}`,
  value: `font-size:24px;font-weight:600;line-height:1.3;color:${ink}`,
  bare: `color:${ink};text-decoration:none`,
  interval: `font-size:12px;line-height:1.5;color:${second}`,
  picture: `display:block;width:100%;max-width:568px;height:auto;border:0;color:${ink};${SANS};font-size:13px;line-height:1.5`,
  table: `border-collapse:collapse;${SANS};font-size:13px;line-height:1.35;color:${ink}`,
  head: `padding:6px 8px 6px 0;font-weight:500;font-size:12px;color:${second};border-bottom:1px solid ${ink};vertical-align:bottom`,
  cell: `padding:6px 8px 6px 0;border-bottom:1px solid ${hair};font-weight:400`,
  link: `color:${link}`,
  foot: `margin:20px 0 0;padding-top:10px;border-top:1px solid ${hair};${SANS};font-size:12px;line-height:1.5;color:${third}`,
} as const;

/** Style of a judgement: the tone's colour, never without its word. */
export function toneStyle(tone: Tone): string {
  return `color:${toneInk(LIGHT, tone)};font-weight:600`;
}

/** Style of the change under a figure. */
export function changeStyle(tone: Tone): string {
  return `font-size:13px;line-height:1.5;padding-top:4px;${toneStyle(tone)}`;
}

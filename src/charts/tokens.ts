/** The design's colours that drawings use; pages hold the same values as CSS custom properties. */
export type TokenName =
  | "paper"
  | "wash"
  | "ink"
  | "ink-2"
  | "ink-3"
  | "hair"
  | "edge"
  | "data"
  | "data-soft"
  | "data-mute"
  | "band"
  | "mark"
  | "mark-band"
  | "bad"
  | "bad-wash"
  | "uncertain"
  | "uncertain-wash";

/** One value for each colour. */
export type Palette = Readonly<Record<TokenName, string>>;

const light: Palette = {
  paper: "#fdfcfa",
  wash: "#f5f2ec",
  ink: "#1a1e23",
  "ink-2": "#49515b",
  "ink-3": "#646c77",
  hair: "#e3dfd6",
  edge: "#85898f",
  data: "#2c6093",
  "data-soft": "#a9bdd0",
  "data-mute": "#848f9c",
  band: "#2c609324",
  mark: "#c8460f",
  "mark-band": "#c8460f1f",
  bad: "#b5380b",
  "bad-wash": "#fbe9e1",
  uncertain: "#5c4f8f",
  "uncertain-wash": "#edeaf5",
};

const dark: Palette = {
  paper: "#14181d",
  wash: "#1b2027",
  ink: "#e9e6e0",
  "ink-2": "#b6bac0",
  "ink-3": "#949aa3",
  hair: "#2c333c",
  edge: "#6b737d",
  data: "#7fb2e8",
  "data-soft": "#3d5a78",
  "data-mute": "#7d8894",
  band: "#7fb2e82e",
  mark: "#f58a5a",
  "mark-band": "#f58a5a2e",
  bad: "#f58a5a",
  "bad-wash": "#3a2119",
  uncertain: "#b3a6ea",
  "uncertain-wash": "#262339",
};

// Paper takes no transparency and no washes: bands are solid light tints.
const print: Palette = {
  paper: "#ffffff",
  wash: "#ffffff",
  ink: "#000000",
  "ink-2": "#3a3f45",
  "ink-3": "#565c64",
  hair: "#cfcfcf",
  edge: "#7a7a7a",
  data: "#2c6093",
  "data-soft": "#b4c4d4",
  "data-mute": "#7b8591",
  band: "#d9e3ec",
  mark: "#b83f0c",
  "mark-band": "#f6e0d6",
  bad: "#a83309",
  "bad-wash": "#ffffff",
  uncertain: "#5c4f8f",
  "uncertain-wash": "#ffffff",
};

/** The literal values of the three themes, for mail, PDF and pictures. */
export const palettes: Readonly<Record<"light" | "dark" | "print", Palette>> = {
  light,
  dark,
  print,
};

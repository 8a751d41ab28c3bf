import type { DateStyle } from "./site-time.js";

/** How one site is called and how its system writes an export. */
export interface DemoSite {
  readonly id: string;
  readonly name: string;
  /** Begins every tag of the site. */
  readonly tag: string;
  readonly zone: string;
  readonly currency: string;
  readonly delimiter: "," | ";";
  readonly decimal: "." | ",";
  readonly date_style: DateStyle;
  /** The same styles in strptime terms. */
  readonly day_format: string;
  readonly stamp_format: string;
  /** Whether the files begin with a byte order mark. */
  readonly has_bom: boolean;
}

const PROFILES: readonly DemoSite[] = [
  {
    id: "berlin",
    name: "Demo plant Berlin",
    tag: "BER",
    zone: "Europe/Berlin",
    currency: "EUR",
    delimiter: ";",
    decimal: ",",
    date_style: "dmy",
    day_format: "%d.%m.%Y",
    stamp_format: "%d.%m.%Y %H:%M",
    has_bom: true,
  },
  {
    id: "new-york",
    name: "Demo plant New York",
    tag: "NYC",
    zone: "America/New_York",
    currency: "USD",
    delimiter: ",",
    decimal: ".",
    date_style: "mdy",
    day_format: "%m/%d/%Y",
    stamp_format: "%m/%d/%Y %H:%M",
    has_bom: false,
  },
  {
    id: "sydney",
    name: "Demo plant Sydney",
    tag: "SYD",
    zone: "Australia/Sydney",
    currency: "AUD",
    delimiter: ",",
    decimal: ".",
    date_style: "iso",
    day_format: "%Y-%m-%d",
    stamp_format: "%Y-%m-%d %H:%M",
    has_bom: false,
  },
];

/** The site of that number, from 0: three profiles in turn, numbered from the second round on. */
export function demoSite(index: number): DemoSite {
  const profile = PROFILES[index % PROFILES.length]!; // PROFILES is not empty
  const round = Math.floor(index / PROFILES.length) + 1;
  if (round === 1) return profile;
  return {
    ...profile,
    id: `${profile.id}-${round}`,
    name: `${profile.name} ${round}`,
    tag: `${profile.tag}${round}`,
  };
}

/** One way in which a class of equipment fails. */
export interface DemoMode {
  readonly code: string;
  /** What the stop log says. */
  readonly reason: string;
  /** Failures of one asset in a year, when nothing wears out; 0 for a mode that is planted. */
  readonly per_year: number;
  readonly repair_median_h: number;
  readonly parts_median_cost: number;
  readonly causes: readonly string[];
  /** What technicians write, before abbreviations and slips. */
  readonly wordings: readonly string[];
}

/** A class of equipment: how often it is worked on and how it fails. */
export interface DemoClass {
  readonly name: string;
  readonly tag: string;
  /** How many there are, beside the other classes. */
  readonly weight: number;
  readonly pm_interval_days: number;
  readonly pm_text: string;
  /** Small corrective jobs without a stop, in a year. */
  readonly minor_per_year: number;
  readonly minor_texts: readonly string[];
  readonly modes: readonly DemoMode[];
}

type ModeRow = readonly [
  code: string,
  reason: string,
  per_year: number,
  repair_median_h: number,
  parts_median_cost: number,
];

function mode(
  [code, reason, per_year, repair_median_h, parts_median_cost]: ModeRow,
  causes: readonly string[],
  wordings: readonly string[],
): DemoMode {
  return { code, reason, per_year, repair_median_h, parts_median_cost, causes, wordings };
}

/** Code of the mode that wears out as planted. */
export const WEAR_OUT_CODE = "SEL";

const pump: DemoClass = {
  name: "Centrifugal pump",
  tag: "PU",
  weight: 18,
  pm_interval_days: 90,
  pm_text: "Lubricate and check alignment",
  minor_per_year: 1.6,
  minor_texts: ["Top up oil", "Tighten gland", "Clean suction strainer", "Repaint guard"],
  modes: [
    mode(
      [WEAR_OUT_CODE, "Shaft seal leaks", 0, 4.5, 620],
      ["WEAR", "DRY RUN"],
      [
        "Replace mechanical seal",
        "Seal leaking, replaced mechanical seal",
        "Shaft seal leaks badly",
        "Mechanical seal worn out, new seal fitted",
        "Leak at pump seal",
      ],
    ),
    mode(
      ["BRG", "Bearing worn", 0.35, 6, 380],
      ["WEAR", "LUBRICATION"],
      [
        "Replace drive end bearing",
        "Bearing noisy, replaced",
        "High vibration, bearing worn",
        "Pump bearing hot",
      ],
    ),
    mode(
      ["CPL", "Coupling damaged", 0.2, 3, 240],
      ["MISALIGNMENT", "OVERLOAD"],
      [
        "Coupling rubber broken, replaced",
        "Replace coupling element and align motor",
        "Coupling sheared",
      ],
    ),
    mode(
      ["TRP", "Motor tripped", 0.5, 1.2, 60],
      ["OVERLOAD", "ELECTRICAL", "UNKNOWN"],
      [
        "Motor tripped on overload, reset",
        "Pump will not start, thermal overload tripped",
        "Reset motor protection",
      ],
    ),
  ],
};

const conveyor: DemoClass = {
  name: "Belt conveyor",
  tag: "CV",
  weight: 20,
  pm_interval_days: 60,
  pm_text: "Inspect belt, rollers and scraper",
  minor_per_year: 2.2,
  minor_texts: ["Clean under belt", "Adjust scraper", "Replace guard bolt", "Grease head pulley"],
  modes: [
    mode(
      ["TRK", "Belt off track", 1.1, 1.1, 20],
      ["MISALIGNMENT", "SPILLAGE"],
      [
        "Belt running off, adjusted tracking",
        "Belt misaligned, realign tail pulley",
        "Conveyor belt drifting to left hand side",
      ],
    ),
    mode(
      ["ROL", "Roller seized", 0.7, 2, 150],
      ["WEAR", "CONTAMINATION"],
      [
        "Replace seized roller",
        "Roller squealing, changed",
        "Return roller stuck, replaced two rollers",
      ],
    ),
    mode(
      ["SPL", "Belt splice torn", 0.25, 7, 900],
      ["WEAR", "IMPACT"],
      ["Belt splice opening, repaired", "Belt torn at joint, new splice"],
    ),
    mode(
      ["SEN", "Sensor fault", 0.6, 0.8, 85],
      ["CONTAMINATION", "ELECTRICAL"],
      ["Speed sensor dirty, cleaned", "Replace proximity sensor", "False stop from drift switch"],
    ),
  ],
};

const filler: DemoClass = {
  name: "Filling machine",
  tag: "FI",
  weight: 12,
  pm_interval_days: 30,
  pm_text: "Clean valves and check dosing",
  minor_per_year: 3,
  minor_texts: ["Replace warning label", "Adjust guide rail", "Clean sight glass"],
  modes: [
    mode(
      ["JAM", "Product jam", 2.2, 0.6, 10],
      ["SETTING", "MATERIAL"],
      ["Bottle jam at infeed, cleared", "Jam at star wheel", "Machine jammed, cleared and reset"],
    ),
    mode(
      ["VLV", "Filling valve leaks", 0.7, 1.8, 140],
      ["WEAR", "CONTAMINATION"],
      [
        "Filling valve dripping, new gasket",
        "Replace valve gasket station 7",
        "Underfill, valve sticking",
      ],
    ),
    mode(
      ["PNE", "Air leak", 0.5, 1.4, 55],
      ["WEAR", "VIBRATION"],
      ["Air leak at cylinder, fitting replaced", "Pneumatic cylinder slow, leaking"],
    ),
  ],
};

const compressor: DemoClass = {
  name: "Screw compressor",
  tag: "CO",
  weight: 8,
  pm_interval_days: 120,
  pm_text: "Change oil and filters",
  minor_per_year: 1.4,
  minor_texts: ["Drain condensate", "Replace intake mat", "Check pressure gauge"],
  modes: [
    mode(
      ["TMP", "High temperature", 0.8, 2.4, 180],
      ["CONTAMINATION", "COOLING"],
      [
        "High temperature trip, cooler blocked",
        "Compressor overheating, cleaned cooler",
        "Temperature alarm, oil level low",
      ],
    ),
    mode(
      ["OIL", "Oil leak", 0.5, 3.2, 210],
      ["WEAR", "VIBRATION"],
      ["Oil leak at separator, new gasket", "Repair oil leak"],
    ),
    mode(
      ["INV", "Inlet valve stuck", 0.3, 4, 460],
      ["WEAR", "CONTAMINATION"],
      ["Inlet valve not opening, overhauled", "No load, inlet valve stuck"],
    ),
  ],
};

const press: DemoClass = {
  name: "Hydraulic press",
  tag: "HP",
  weight: 9,
  pm_interval_days: 60,
  pm_text: "Check pressures and take oil sample",
  minor_per_year: 1.8,
  minor_texts: ["Clean ram guides", "Replace pressure gauge", "Tighten tie rod nut"],
  modes: [
    mode(
      ["CYL", "Cylinder leaks", 0.5, 6.5, 700],
      ["WEAR", "CONTAMINATION"],
      ["Main cylinder leaking, replaced packing", "Ram drifting down, cylinder packing worn"],
    ),
    mode(
      ["PRS", "Pressure low", 0.6, 2.6, 190],
      ["CONTAMINATION", "WEAR"],
      ["No pressure, relief valve dirty", "Slow closing, pump pressure low"],
    ),
    mode(
      ["LCU", "Light curtain fault", 0.5, 0.9, 120],
      ["MISALIGNMENT", "ELECTRICAL"],
      ["Light curtain fault, aligned", "Safety circuit open, light curtain dirty"],
    ),
  ],
};

const mixer: DemoClass = {
  name: "Agitator",
  tag: "AG",
  weight: 10,
  pm_interval_days: 180,
  pm_text: "Check gearbox oil and shaft run-out",
  minor_per_year: 0.9,
  minor_texts: ["Replace lid gasket", "Clean vent", "Check level switch"],
  modes: [
    mode(
      ["GBX", "Gearbox noisy", 0.3, 9, 1500],
      ["WEAR", "LUBRICATION"],
      ["Gearbox noisy, oil changed", "Gearbox overhaul, worn gears"],
    ),
    mode(
      ["SHF", "Shaft vibration", 0.4, 5, 320],
      ["IMBALANCE", "WEAR"],
      ["Agitator shaking, steady bearing replaced", "Shaft vibration, blade loose"],
    ),
    mode(
      ["DRV", "Drive fault", 0.5, 1.6, 130],
      ["ELECTRICAL", "OVERLOAD"],
      ["Frequency converter fault, reset", "Drive tripped, overcurrent"],
    ),
  ],
};

/** Every class of the demo plant. */
export const demoClasses: readonly DemoClass[] = [pump, conveyor, filler, compressor, press, mixer];

/** The class whose shaft seals wear out as planted. */
export const wearOutClass = pump;

/** The class of the planted bad actor. */
export const badActorClass = conveyor;

/** The class of the asset with the planted repeat repair. */
export const repeatClass = press;

/** One problem in twelve wordings: a cooling water hose that rubs through on a bracket. */
export const repeatWordings: readonly string[] = [
  "Cooling hose leaking at bracket again",
  "hose rubbed thru on brkt, fitted new",
  "replcd cooling water hose (chafed)",
  "COOLANT HOSE BURST NR BRACKET",
  "Water on floor - hose worn on edge of bracket",
  "CW hose u/s, rubbing on frame brkt",
  "bracket rubbing, hose renewed",
  "leak, cool. water hose chafed by brkt",
  "Renew hose, chafe mark at bracket",
  "coling hose holed at brackt",
  "burst hose clg water, by the bracket",
  "Hose leaks agn @ support bracket",
];

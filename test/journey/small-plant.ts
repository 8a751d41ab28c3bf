import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runRecorded, type RecordedRun } from "../cli/recorded-run.js";
import { openPlant } from "../fixtures/built-plant.js";
import { temporaryFolder } from "./mapping-file.js";

const MAPPING = `sites:
  plant: { name: Plant, zone: Europe/Berlin, currency: EUR }
sources:
  cmms:
    site: plant
    failures_from: downtime
    observation: { basis: declared, from: 2025-01-01, to: 2025-04-01 }
    feeds:
      register:
        entity: asset
        files: machines.csv
        fields: { tag: Tag, name: Name }
      stops:
        entity: downtime
        files: stops.csv
        key: [No]
        fields:
          asset: Machine
          started_at: { column: Start, format: "%d.%m.%Y %H:%M" }
          ended_at: { column: End, format: "%d.%m.%Y %H:%M" }
          time_class: { column: Kind, map: { U: unplanned, P: planned } }
          reason: Reason
`;

const MACHINES = `Tag,Name
P-101,Pump 1
P-102,Pumpe für Öl
P-103,Pump 3
`;

const STOPS = `No,Machine,Start,End,Kind,Reason
1,P-101,03.01.2025 08:00,03.01.2025 10:30,U,Seal
2,P-102,14.01.2025 22:15,15.01.2025 06:00,U,Bearing
3,P-101,10.02.2025 09:00,10.02.2025 17:00,P,Service
4,P-103,05.03.2025 11:00,,U,Coupling
`;

/** A plant of three pumps and four stops, three of them unplanned, mapped and in files. */
export interface SmallPlant {
  readonly folder: string;
  /** Path of one of its files. */
  path(name: string): string;
  /** Replaces a text in one of its files; the text must be there. */
  edit(name: "meantime.yaml" | "machines.csv" | "stops.csv", from: string, to: string): void;
  /** Adds lines to the stops. */
  addStops(...lines: string[]): void;
  /** Words that lead a command to the plant. */
  readonly words: readonly string[];
  run(...typed: string[]): Promise<RecordedRun>;
}

function plantIn(folder: string): SmallPlant {
  const path = (name: string): string => join(folder, name);
  const words = ["--config", path("meantime.yaml"), "--data", path("var")];
  return {
    folder,
    path,
    words,
    edit: (name, from, to) => {
      const text = readFileSync(path(name), "utf8");
      if (!text.includes(from)) throw new Error(`not in ${name}: ${from}`);
      writeFileSync(path(name), text.replaceAll(from, to));
    },
    addStops: (...lines) => {
      writeFileSync(
        path("stops.csv"),
        `${readFileSync(path("stops.csv"), "utf8")}${lines.join("\n")}\n`,
      );
    },
    run: (...typed) => runRecorded([...typed, ...words]),
  };
}

/** Writes the plant and publishes its first snapshot, by the command line. */
export async function builtSmallPlant(): Promise<SmallPlant> {
  const plant = plantIn(temporaryFolder());
  writeFileSync(plant.path("meantime.yaml"), MAPPING);
  writeFileSync(plant.path("machines.csv"), MACHINES);
  writeFileSync(plant.path("stops.csv"), STOPS);
  const { code, said } = await plant.run("refresh", "--extract");
  if (code !== 0) throw new Error(said.join("\n"));
  return plant;
}

/** A copy of a plant and its data directory, to be spoilt. */
export function copyOf(plant: SmallPlant): SmallPlant {
  const folder = temporaryFolder();
  cpSync(plant.folder, folder, { recursive: true });
  return plantIn(folder);
}

/** Failures that the command line counts in the plant now; null when it gives no answer. */
export async function failuresOf(plant: SmallPlant): Promise<number | null> {
  const period = ["--from", "2025-01-01", "--to", "2025-04-01"];
  const { code, printed } = await plant.run("metric", "failure_count", ...period, "--json");
  if (code !== 0) return null;
  return (JSON.parse(printed.join("\n")) as { value: number | null }).value;
}

/** Runs of the plant whose rows do not add up: in = loaded + unchanged + quarantined. */
export async function unbalancedRuns(plant: SmallPlant): Promise<unknown[]> {
  const opened = await openPlant(plant.path("var"));
  const rows = await opened.rows("select * from svc_extract_run");
  const wrong = rows.filter(
    (row) =>
      Number(row["rows_in"]) !==
      Number(row["rows_loaded"]) + Number(row["rows_unchanged"]) + Number(row["rows_quarantined"]),
  );
  await opened.close();
  return wrong;
}

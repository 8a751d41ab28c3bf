import { repeatClass, repeatWordings, WEAR_OUT_CODE, wearOutClass } from "./catalog.js";
import { DIRT_KINDS, type DirtKind } from "./dirt.js";
import { BAD_ACTOR_MULTIPLE, REPEAT_GAP_DAYS, type DemoAsset, type DemoEvent } from "./history.js";
import { WEAR_OUT } from "./plan.js";

/** A file of the export that faults are put into. */
export type DirtyFile = "work_orders.csv" | "downtime.csv";

/** What becomes of a fault: its record goes to quarantine, or is loaded with a finding. */
export type DirtOutcome = "quarantined" | "loaded_with_finding";

/** How often one fault was put into one file. */
export interface PlantedFault {
  readonly site: string;
  readonly file: DirtyFile;
  readonly kind: DirtKind;
  readonly count: number;
  readonly outcome: DirtOutcome;
}

/** The parameters of one planted truth and what of it is in the export. */
export type PlantedTruth =
  | {
      readonly kind: "weibull_wear_out";
      readonly equipment_class: string;
      readonly failure_code: string;
      readonly beta: number;
      readonly eta_h: number;
      readonly asset_count: number;
      readonly failure_count: number;
    }
  | {
      readonly kind: "bad_actor";
      readonly site: string;
      readonly asset: string;
      readonly rate_multiple: number;
      readonly failure_count: number;
    }
  | {
      readonly kind: "repeat_repair";
      readonly site: string;
      readonly asset: string;
      readonly equipment_class: string;
      readonly gap_days: { readonly from: number; readonly to: number };
      readonly repair_count: number;
      readonly failure_codes: readonly string[];
      readonly wordings: readonly string[];
      readonly work_orders: readonly string[];
    };

/** Counts what is planted while the plant is written. */
export class TruthLedger {
  private readonly faults = new Map<string, PlantedFault>();
  private readonly wearOut = { asset_count: 0, failure_count: 0 };
  private readonly ofSites: PlantedTruth[] = [];

  /** Counts one fault. */
  addFault(site: string, file: DirtyFile, kind: DirtKind): void {
    const key = `${site}/${file}/${kind}`;
    const outcome = kind === "unknown_asset" ? "loaded_with_finding" : "quarantined";
    const count = (this.faults.get(key)?.count ?? 0) + 1;
    this.faults.set(key, { site, file, kind, count, outcome });
  }

  /** Counts what an asset's written history holds of the truths. */
  addAsset(
    site: string,
    asset: DemoAsset,
    written: readonly { readonly event: DemoEvent; readonly number: string }[],
  ): void {
    const planted = written.filter(({ event }) => event.is_planted);
    if (asset.equipment === wearOutClass) {
      this.wearOut.asset_count += 1;
      this.wearOut.failure_count += planted.length;
    }
    const known = { site, asset: asset.tag };
    if (asset.role === "bad_actor") {
      const failure_count = planted.length;
      const rate_multiple = BAD_ACTOR_MULTIPLE;
      this.ofSites.push({ kind: "bad_actor", ...known, rate_multiple, failure_count });
    }
    if (asset.role === "repeat_repair") {
      this.ofSites.push({
        kind: "repeat_repair",
        ...known,
        equipment_class: repeatClass.name,
        gap_days: REPEAT_GAP_DAYS,
        repair_count: planted.length,
        failure_codes: [...new Set(planted.map(({ event }) => event.order?.code ?? ""))].sort(),
        wordings: repeatWordings,
        work_orders: planted.map(({ number }) => number),
      });
    }
  }

  /** Every planted truth. */
  truths(): PlantedTruth[] {
    const wearOut: PlantedTruth = {
      kind: "weibull_wear_out",
      equipment_class: wearOutClass.name,
      failure_code: WEAR_OUT_CODE,
      beta: WEAR_OUT.beta,
      eta_h: WEAR_OUT.eta_h,
      ...this.wearOut,
    };
    return [wearOut, ...this.ofSites];
  }

  /** Every fault put in, by site, file and kind. */
  plantedFaults(): PlantedFault[] {
    const rank = ({ site, file, kind }: PlantedFault): string =>
      `${site}/${file}/${DIRT_KINDS.indexOf(kind)}`;
    return [...this.faults.values()].sort((a, b) => (rank(a) < rank(b) ? -1 : 1));
  }
}

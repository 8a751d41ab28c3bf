import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { instantOfLocal, type Random } from "../core/index.js";
import { chance, streamOf } from "./chance.js";
import { CsvFile, csvLine } from "./csv-file.js";
import { withFault, type DirtyableRow } from "./dirt.js";
import { historyOf, type DemoAsset, type DemoEvent, type DemoRole } from "./history.js";
import type { DemoPlan, DemoProgress } from "./options.js";
import { equipmentOf, OLDEST_DAYS, placeOf, rolesOf, WEAR_OUT, type PlanContext } from "./plan.js";
import {
  ASSET_COLUMNS,
  ORDER_COLUMNS,
  orderRow,
  recordNumber,
  STOP_COLUMNS,
  stopRow,
  type RowContext,
} from "./rows.js";
import type { DemoSite } from "./sites.js";
import { SiteTime } from "./site-time.js";
import type { DirtyFile, TruthLedger } from "./truths.js";

const DAY_MS = 86_400_000;
const PROGRESS_PARTS = 20;
const BOM = "\ufeff";

/** What one site is written from. */
export interface SiteJob {
  readonly outDir: string;
  readonly plan: DemoPlan;
  readonly site: DemoSite;
  readonly site_index: number;
  readonly equipment: number;
  readonly ledger: TruthLedger;
  readonly onProgress: (progress: DemoProgress) => void;
}

/** Records written to each file of a site. */
export interface SiteCounts {
  readonly site: string;
  readonly assets: number;
  readonly work_orders: number;
  readonly downtime: number;
}

/** Writes the three files of one site, asset by asset. */
export async function writeSite(job: SiteJob): Promise<SiteCounts> {
  const folder = join(job.outDir, job.site.id);
  await mkdir(folder, { recursive: true });
  const writer = new SiteWriter(job, folder);
  await writer.writeAll();
  return writer.close();
}

class SiteWriter {
  private readonly assets: CsvFile;
  private readonly orders: CsvFile;
  private readonly stops: CsvFile;
  private readonly context: PlanContext & RowContext;

  constructor(
    private readonly job: SiteJob,
    folder: string,
  ) {
    const { site, site_index, plan, equipment } = job;
    const from_ms = instantOfLocal(site.zone, plan.from).getTime();
    const to_ms = instantOfLocal(site.zone, plan.to).getTime();
    const span = { from_ms: from_ms - (OLDEST_DAYS + 2) * DAY_MS, to_ms: to_ms + 400 * DAY_MS };
    const time = new SiteTime(site.zone, site.date_style, span);
    this.context = { seed: plan.seed, site_index, site, time, equipment, from_ms, to_ms };
    const open = (name: string, columns: readonly string[]): CsvFile => {
      const header = csvLine(columns, site.delimiter);
      return new CsvFile(join(folder, name), site.has_bom ? BOM + header : header);
    };
    this.assets = open("assets.csv", ASSET_COLUMNS);
    this.orders = open("work_orders.csv", ORDER_COLUMNS);
    this.stops = open("downtime.csv", STOP_COLUMNS);
  }

  async writeAll(): Promise<void> {
    const { site, equipment } = this.job;
    const roles = rolesOf(this.context);
    const step = Math.max(100, Math.ceil(equipment / PROGRESS_PARTS));
    this.addNode([site.tag, site.name, "", "Site"]);
    for (let index = 0; index < equipment; index += 1) {
      const role: DemoRole =
        index === roles.bad_actor
          ? "bad_actor"
          : index === roles.repeat_repair
            ? "repeat_repair"
            : null;
      this.addEquipment(index, role);
      for (const file of [this.assets, this.orders, this.stops]) await file.flush();
      if ((index + 1) % step === 0 || index + 1 === equipment) {
        this.job.onProgress({ site: site.id, done: index + 1, of: equipment });
      }
    }
  }

  async close(): Promise<SiteCounts> {
    await Promise.all([this.assets.close(), this.orders.close(), this.stops.close()]);
    return {
      site: this.job.site.id,
      assets: this.assets.rows,
      work_orders: this.orders.rows,
      downtime: this.stops.rows,
    };
  }

  private addNode(known: readonly string[]): void {
    const blanks = ASSET_COLUMNS.slice(known.length).map(() => "");
    this.assets.add(csvLine([...known, ...blanks], this.job.site.delimiter));
  }

  private addEquipment(index: number, role: DemoRole): void {
    const { site } = this.job;
    const { time } = this.context;
    const { area, line } = placeOf(index);
    const before = index === 0 ? null : placeOf(index - 1);
    const areaTag = `${site.tag}-A${area}`;
    const lineTag = `${areaTag}-L${line}`;
    if (before?.area !== area) this.addNode([areaTag, `Area ${area}`, site.tag, "Area"]);
    if (before?.area !== area || before.line !== line) {
      this.addNode([lineTag, `Line ${area}.${line}`, areaTag, "Line"]);
    }
    const asset = equipmentOf(index, role, this.context);
    this.addNode([
      asset.tag,
      `${asset.equipment.name} ${asset.ordinal}`,
      lineTag,
      "Equipment",
      asset.equipment.name,
      "ABC".charAt(index % 3),
      time.day(asset.commissioned_ms),
      asset.decommissioned_ms === null ? "" : time.day(asset.decommissioned_ms),
    ]);
    this.addHistory(asset);
  }

  private addHistory(asset: DemoAsset): void {
    const { seed, site_index } = this.context;
    const random = streamOf(seed, site_index, 3, asset.ordinal);
    const events = historyOf(asset, { ...this.context, random, wear_out: WEAR_OUT });
    const dirt = streamOf(seed, site_index, 4, asset.ordinal);
    const taken = new Set<string>();
    const written = events.map((event) => {
      const naming = { time: this.context.time, ordinal: asset.ordinal, taken };
      const number =
        event.order === null ? "" : recordNumber("WO", event.order.reported_ms, naming);
      const stop = event.stop === null ? "" : recordNumber("ST", event.stop.started_ms, naming);
      this.addRecords(event, { asset, number, stop, dirt });
      return { event, number };
    });
    this.job.ledger.addAsset(this.job.site.id, asset, written);
  }

  private addRecords(
    event: DemoEvent,
    named: {
      readonly asset: DemoAsset;
      readonly number: string;
      readonly stop: string;
      readonly dirt: Random;
    },
  ): void {
    const { asset, number, dirt } = named;
    const ratio = event.is_planted ? 0 : this.job.plan.dirt;
    if (event.order !== null) {
      const row = orderRow(event.order, { number, asset }, this.context);
      this.addRow("work_orders.csv", row, chance(dirt, ratio) ? dirt : null);
    }
    if (event.stop !== null) {
      const row = stopRow(event.stop, { number: named.stop, asset, order: number }, this.context);
      this.addRow("downtime.csv", row, chance(dirt, ratio) ? dirt : null);
    }
  }

  private addRow(name: DirtyFile, row: DirtyableRow, dirt: Random | null): void {
    const file = name === "downtime.csv" ? this.stops : this.orders;
    if (dirt === null) {
      file.add(csvLine(row.fields, row.delimiter));
      return;
    }
    const { lines, kind } = withFault(row, dirt);
    file.add(lines, kind === "duplicate_key" ? 2 : 1);
    this.job.ledger.addFault(this.job.site.id, name, kind);
  }
}

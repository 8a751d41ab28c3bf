import { formatPercent, text } from "../../core/index.js";
import type { MetricResult } from "../../metrics/index.js";
import type { TableColumn } from "../document.js";
import type { PeriodNames } from "./periods.js";

/** Which columns the table of worst assets has. */
export interface WorstAssetColumns {
  readonly names: PeriodNames;
  readonly mtbf: MetricResult;
  readonly has_hours: boolean;
  readonly has_area: boolean;
  readonly has_before: boolean;
}

const NUMBER: Omit<TableColumn, "id" | "title"> = {
  unit: "",
  align: "end",
  kind: "text",
  is_wide_only: false,
  is_key: false,
};
const WORDS: Omit<TableColumn, "id" | "title"> = { ...NUMBER, align: "start" };

/** The columns, in order: asset, place, hours, failures now and before, MTBF, judgement. */
export function worstAssetColumns(input: WorstAssetColumns): TableColumn[] {
  const { has_area, has_before } = input;
  const columns: (TableColumn | false)[] = [
    { ...WORDS, id: "asset", title: capital(input.mtbf.scope.asset_noun[0]), is_key: true },
    has_area && {
      ...WORDS,
      id: "area",
      title: text("reports.column.area"),
      is_wide_only: true,
      is_key: true,
    },
    ...measureColumns(input),
    has_before && {
      ...NUMBER,
      id: "previous",
      title: text("reports.column.failures"),
      unit: input.names.previous_name,
      is_key: true,
    },
    ...mtbfColumns(input.mtbf),
    has_before && {
      ...WORDS,
      id: "verdict",
      title: text("reports.column.against", { previous: input.names.previous_name }),
    },
  ];
  return columns.filter((column) => column !== false);
}

function measureColumns({ names, has_hours }: WorstAssetColumns): TableColumn[] {
  const failures = {
    ...NUMBER,
    id: "failures",
    title: text("reports.column.failures"),
    unit: names.name,
    is_key: true,
  };
  const drawn: TableColumn = {
    ...WORDS,
    id: "drawn",
    title: text(has_hours ? "reports.column.hours_drawn" : "reports.column.failures_drawn"),
    kind: "bar",
    is_wide_only: true,
  };
  if (!has_hours) return [failures, drawn];
  const unit = text("reports.column.hours_unit", { period: names.name });
  const hours = { ...NUMBER, id: "hours", title: text("reports.column.hours"), unit, is_key: true };
  return [hours, drawn, failures];
}

function mtbfColumns(mtbf: MetricResult): TableColumn[] {
  const level = formatPercent(mtbf.interval?.level ?? 0.95);
  const { unit } = mtbf;
  return [
    { ...NUMBER, id: "mtbf", title: mtbf.title, unit, is_wide_only: true },
    {
      ...NUMBER,
      id: "interval",
      title: text("reports.column.interval", { level }),
      unit,
      is_wide_only: true,
    },
  ];
}

function capital(noun: string): string {
  return noun.charAt(0).toLocaleUpperCase("en") + noun.slice(1);
}

/** The entities a feed may fill. */
export type EntityName = "asset" | "downtime" | "failure" | "work_order";

/**
 * How a canonical field is read from the source's text: `day` is a civil date, `day_or_instant` may
 * be either, `class` is one of a fixed set of values, `flag` is true or false.
 */
export type FieldType =
  | "text"
  | "instant"
  | "day"
  | "day_or_instant"
  | "number"
  | "duration"
  | "money"
  | "flag"
  | "class";

/** One field of the canonical model that a mapping may fill. */
export interface CanonicalField {
  readonly type: FieldType;
  /** True when a row without it cannot be used: the field must be mapped and may not be empty. */
  readonly is_required: boolean;
  /** The values of a `class`; empty for every other type. */
  readonly values: readonly string[];
  /** What it means, in one sentence. */
  readonly doc: string;
}

/** Kinds of work, after EN 13306 and ISO 14224. */
export const WORK_CLASSES = [
  "corrective",
  "preventive_time",
  "preventive_condition",
  "inspection",
  "calibration",
  "improvement",
  "other",
  "unknown",
] as const;

/** Where an order stands in its life; `work_done` comes before `closed`. */
export const STATUS_CLASSES = [
  "requested",
  "approved",
  "planned",
  "in_progress",
  "on_hold",
  "work_done",
  "closed",
  "cancelled",
  "unknown",
] as const;

/** Kinds of downtime. Only `unplanned` is a failure's. */
export const TIME_CLASSES = ["unplanned", "planned", "external", "unknown"] as const;

/** Levels of the hierarchy, after ISA-95; a production line is a `work_center`. */
export const HIERARCHY_LEVELS = [
  "enterprise",
  "site",
  "area",
  "work_center",
  "work_unit",
  "equipment",
  "subunit",
  "component",
] as const;

function field(type: FieldType, doc: string): CanonicalField {
  return Object.freeze({ type, is_required: false, values: [], doc });
}

function required(type: FieldType, doc: string): CanonicalField {
  return Object.freeze({ type, is_required: true, values: [], doc });
}

function oneOf(values: readonly string[], doc: string): CanonicalField {
  return Object.freeze({ type: "class", is_required: false, values, doc });
}

const asset = {
  tag: required("text", "The tag people call the asset by; other feeds name assets by it."),
  name: field("text", "Its name; the tag when there is none."),
  description: field("text", "What it is or where it stands, in words."),
  area: field("text", "Name of the area it belongs to, when the source has no node for areas."),
  parent: field("text", "Tag of the asset it is part of."),
  level: oneOf(HIERARCHY_LEVELS, "Its level of the hierarchy."),
  equipment_class: field("text", "What kind of equipment it is: pump, conveyor, elevator."),
  criticality: field("text", "How much depends on it, in the source's words."),
  commissioned_on: field("day", "The day it was first in service."),
  decommissioned_on: field("day", "The day after the last on which it was in service."),
  url: field("text", "Address of its record in the source."),
};

const work_order = {
  number: field("text", "The number people call the order by."),
  asset: required("text", "Tag of the asset the work was done on."),
  title: field("text", "The short text."),
  description: field("text", "The long text."),
  work_class: oneOf(WORK_CLASSES, "What kind of work it is."),
  is_failure: field("flag", "True when the order records a failure."),
  status: oneOf(STATUS_CLASSES, "Where it stands in its life."),
  priority: field("text", "Its priority, in the source's words."),
  reported_at: required("day_or_instant", "When it was reported."),
  started_at: field("instant", "When work on it began."),
  ended_at: field("instant", "When work on it ended."),
  done_at: field("instant", "When it was declared done."),
  closed_at: field("instant", "When it was closed."),
  due_on: field("day", "The day it is due."),
  mode: field("text", "Failure mode: how the function was lost."),
  mechanism: field("text", "Failure mechanism: the process that led to it."),
  cause: field("text", "Failure cause: why it came about."),
  labor: field("duration", "Hours of people, as worked."),
  estimated: field("duration", "Hours of people, as planned."),
  cost: field("money", "What it cost."),
  currency: field("text", "Currency of the cost (ISO 4217); the site's when there is none."),
  parent: field("text", "Number of the order it is part of."),
  url: field("text", "Address of its record in the source."),
};

const downtime = {
  asset: required("text", "Tag of the asset that stood."),
  started_at: required("instant", "When it stopped."),
  ended_at: field("instant", "When it ran again; empty while it stands."),
  announced_end_at: field("instant", "When it was expected to run again."),
  reason: field("text", "Why it stood, in the source's words."),
  time_class: oneOf(TIME_CLASSES, "Whose time it is: unplanned stops are failures."),
  work_order: field("text", "Number of the work order that ended it."),
  mode: field("text", "Failure mode: how the function was lost."),
  url: field("text", "Address of its record in the source."),
};

const failure = {
  asset: required("text", "Tag of the asset that failed."),
  detected_at: required("day_or_instant", "When the failure was found."),
  restored_at: field("instant", "When the function was restored."),
  mode: field("text", "Failure mode: how the function was lost."),
  mechanism: field("text", "Failure mechanism: the process that led to it."),
  cause: field("text", "Failure cause: why it came about."),
  text: field("text", "What was written about it."),
  work_order: field("text", "Number of the work order that repaired it."),
  url: field("text", "Address of its record in the source."),
};

/** The vocabulary of every mapping: the fields each entity has, in the order they are shown. */
export const canonicalFields: Readonly<
  Record<EntityName, Readonly<Record<string, CanonicalField>>>
> = Object.freeze({
  asset: Object.freeze(asset),
  work_order: Object.freeze(work_order),
  downtime: Object.freeze(downtime),
  failure: Object.freeze(failure),
});

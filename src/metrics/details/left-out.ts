import { text, type MessageId } from "../../core/index.js";

/** What each reason for leaving a record out means for the figure. */
const EFFECTS = {
  after_observation: "metrics.left_out.after_observation.effect",
  asset_not_counted: "metrics.left_out.asset_not_counted.effect",
  before_observation: "metrics.left_out.before_observation.effect",
  began_before: "metrics.left_out.began_before.effect",
  cancelled: "metrics.left_out.cancelled.effect",
  external_stop: "metrics.left_out.external_stop.effect",
  history_too_short: "metrics.left_out.history_too_short.effect",
  merged: "metrics.left_out.merged.effect",
  no_chain: "metrics.left_out.no_chain.effect",
  no_end_recorded: "metrics.left_out.no_end_recorded.effect",
  no_mode_or_text: "metrics.left_out.no_mode_or_text.effect",
  no_start_recorded: "metrics.left_out.no_start_recorded.effect",
  not_failure: "metrics.left_out.not_failure.effect",
  outside_observation: "metrics.left_out.outside_observation.effect",
  planned_stop: "metrics.left_out.planned_stop.effect",
  propagated: "metrics.left_out.propagated.effect",
  still_open: "metrics.left_out.still_open.effect",
  unknown_stop: "metrics.left_out.unknown_stop.effect",
} as const satisfies Readonly<Record<string, MessageId>>;

/** A reason for which a record is left out of a figure. */
export type LeftOutCode = keyof typeof EFFECTS;

/** Every reason for which a record may be left out. */
// Object.keys gives texts; these are the keys of the table above.
export const LEFT_OUT_CODES = Object.freeze(Object.keys(EFFECTS)) as readonly LeftOutCode[];

/** Why a record of that status was left out and what that does to the figure; null when counted. */
export function leftOutText(
  status: string,
  locale = "en",
): { readonly reason: string; readonly effect: string } | null {
  const code = LEFT_OUT_CODES.find((known) => known === status);
  if (code === undefined) return null;
  return {
    reason: text(`metrics.left_out.${code}`, {}, locale),
    effect: text(EFFECTS[code], {}, locale),
  };
}

import { addDays } from "../core/index.js";
import type { Reason } from "./result.js";
import type { ResolvedScope } from "./scope.js";
import { dayAfterData } from "./sites.js";

/** True when the period has no moment in common with the source's observation. */
export function isOutside({ site, range }: ResolvedScope): boolean {
  const { observed_from_on: first, observed_to_on: last } = site;
  return (
    first === null || last === null || range.to <= first || range.from >= dayAfterData(site, last)
  );
}

/** How many failures of the scope no figure counts, as a reason; empty when there is none. */
export function leftOutReasons({ site, asset }: ResolvedScope): readonly Reason[] {
  const count = (asset ?? site).left_out_count;
  return count === 0 ? [] : [{ code: "parents_excluded", values: { count } }];
}

/** Why the period is not wholly inside the source's observation; empty when it is. */
export function partialReasons({ site, range }: ResolvedScope): readonly Reason[] {
  const { observed_from_on: first, observed_to_on: last } = site;
  const reasons: Reason[] = [];
  const beginsBefore = first !== null && range.from <= first;
  if (beginsBefore && !(range.from === first && site.is_first_day_whole)) {
    reasons.push({ code: "partial_before", values: { day: first } });
  }
  if (last !== null && range.to > last) {
    reasons.push({ code: "partial_after", values: { day: addDays(dayAfterData(site, last), -1) } });
  }
  return reasons;
}

/** What a caller may do; `admin` may change schedules and configuration, `reader` may look. */
export type Role = "admin" | "reader";

/** On whose behalf something is computed: an argument of every metric, dataset, report and cache key. */
export interface Principal {
  readonly id: string;
  readonly roles: readonly Role[];
  /** Site codes the caller may see, or `all`. */
  readonly sites: readonly string[] | "all";
  /** Id of the asset below which the caller may see, or null for no such limit. */
  readonly hierarchy: string | null;
  readonly locale: string;
}

/** The built-in principal of a single-user installation on loopback. */
export const LOCAL_PRINCIPAL: Principal = Object.freeze({
  id: "local",
  roles: ["admin", "reader"] as const,
  sites: "all",
  hierarchy: null,
  locale: "en",
});

/** A text that is equal for two principals exactly when they see the same rows in the same words. */
export function scopeKey({ sites, hierarchy, locale }: Principal): string {
  // As JSON no name of a site, such as `*` or one with a comma, can stand for another scope.
  return JSON.stringify([sites === "all" ? sites : [...sites].sort(), hierarchy, locale]);
}

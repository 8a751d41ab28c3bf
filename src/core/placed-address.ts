/** A site and the source of it that an address is about. */
export interface AddressPlace {
  readonly site?: string | undefined;
  readonly source?: string | undefined;
}

/** An address of our own with the site and source put in, unless it is about another site. */
export function placedAddress(href: string, { site, source }: AddressPlace): string {
  if (!href.startsWith("/") || site === undefined) return href;
  const [path = "", fragment] = href.split("#", 2);
  const named = new URLSearchParams(path.split("?")[1] ?? "");
  if ((named.get("site") ?? site) !== site) return href;
  const missing = [
    named.has("site") ? "" : `site=${encodeURIComponent(site)}`,
    named.has("source") || source === undefined ? "" : `source=${encodeURIComponent(source)}`,
  ].filter((part) => part !== "");
  if (missing.length === 0) return href;
  const joined = `${path}${path.includes("?") ? "&" : "?"}${missing.join("&")}`;
  return fragment === undefined ? joined : `${joined}#${fragment}`;
}

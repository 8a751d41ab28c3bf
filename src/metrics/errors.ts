import { defineErrors } from "../core/index.js";

/** The errors of this area, by code. */
export const metricsErrors = {
  "metrics.unknown": {
    kind: "not_found" as const,
    message: (v: { id: string; known: string }) =>
      `unknown metric: ${v.id} — expected one of ${v.known}`,
    doc: "No metric has that id; the hint offers the nearest.",
  },
  "metrics.dataset_unknown": {
    kind: "not_found" as const,
    message: (v: { id: string; known: string }) =>
      `unknown dataset: ${v.id} — expected one of ${v.known}`,
    doc: "No dataset has that id; the hint offers the nearest.",
  },
  "metrics.parameters": {
    kind: "input" as const,
    message: (v: { first: string }) => v.first,
    doc: "A parameter is unknown or has a value it cannot have; every problem is listed.",
  },
  "metrics.site_unknown": {
    kind: "not_found" as const,
    message: (v: { site: string; known: string }) =>
      `unknown site: ${v.site} — expected one of ${v.known}`,
    doc: "No site of this installation has that id; the hint offers the nearest.",
  },
  "metrics.source_unknown": {
    kind: "not_found" as const,
    message: (v: { source: string; site: string; known: string }) =>
      `unknown source of site ${v.site}: ${v.source} — expected one of ${v.known}`,
    doc: "The site has no source of that id.",
  },
  "metrics.asset_unknown": {
    kind: "not_found" as const,
    message: (v: { asset: string; site: string }) =>
      `unknown asset: ${v.asset} — expected the tag or id of an asset of site ${v.site}`,
    doc: "No asset of the site has that tag or id.",
  },
  "metrics.no_data": {
    kind: "data" as const,
    message: (v: { snapshot: string }) =>
      `nothing to compute from: snapshot ${v.snapshot} — expected at least one site with data`,
    doc: "The snapshot holds no site with a source, so there is nothing to answer from.",
  },
};

/** An error of this area's table. */
export const fail = defineErrors(metricsErrors);

import { ResultCache } from "../../metrics/index.js";
import { loadAssets, type Assets } from "../assets.js";
import type { AppDeps } from "../deps.js";
import { formTokens, type FormTokens } from "../form-token.js";
import { pageCache, type PageCache } from "./page-cache.js";

/** What all requests of one app share. */
export interface Shared {
  readonly deps: AppDeps;
  readonly tokens: FormTokens;
  readonly cache: PageCache;
  readonly results: ResultCache;
  /** The style sheet and fonts, read once. */
  readonly assets: () => Promise<Assets>;
  /** Address of the browser's script, or null when it could not be built. */
  readonly scriptHref: () => Promise<string | null>;
}

/** A function whose promise is made once and kept; a rejection is not kept. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make().catch((error: unknown) => {
      made = undefined;
      throw error;
    });
    return made;
  };
}

/** Address of the browser's script with that hash. */
export function clientHref(hash: string): string {
  return `/client/${hash}.js`;
}

/** What the requests of an app share, made from what it was given. */
export function sharedOf(deps: AppDeps): Shared {
  const bundle = once(() => deps.buildClient());
  const scriptHref = async (): Promise<string | null> => {
    try {
      return clientHref((await bundle()).hash);
    } catch (error) {
      deps.log.warn("pages go out without their script", { reason: String(error) });
      return null;
    }
  };
  return {
    deps: { ...deps, buildClient: bundle },
    tokens: formTokens(deps.settings.form_secret, deps.clock),
    cache: pageCache(),
    results: new ResultCache(),
    assets: once(loadAssets),
    scriptHref,
  };
}

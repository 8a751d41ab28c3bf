import { isAppError, text } from "../../core/index.js";
import type { PageRequest } from "../page.js";
import type { Html } from "./markup.js";
import { stateHtml } from "./state.js";

/** Kinds of error that are the asker's doing; they decide the whole answer, not one section. */
const OF_THE_ASKER: readonly string[] = ["input", "auth", "not_found", "limit"];

/** The panel in the place of what could not be made; the log names the reason under its id. */
export function failedHtml(request: PageRequest): Html {
  return stateHtml({
    kind: "failed",
    word: text("http.state.failed"),
    sentence: text("http.state.failed_sentence"),
    id: request.request_id,
  });
}

/** What a part of a page is made from, or null when it cannot be had: the page stands without it. */
export async function attempt<T>(
  request: PageRequest,
  make: () => Promise<T> | T,
): Promise<T | null> {
  try {
    return await make();
  } catch (error) {
    if (isAppError(error) && OF_THE_ASKER.includes(error.kind)) throw error;
    request.noted.has_failed = true;
    const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
    request.deps.log.error("section failed", { request_id: request.request_id, reason });
    return null;
  }
}

/** A part of a page; when making it fails, the page stays and says so in its place. */
export async function guarded(
  request: PageRequest,
  make: () => Promise<Html> | Html,
): Promise<Html> {
  return (await attempt(request, make)) ?? failedHtml(request);
}

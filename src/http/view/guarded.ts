import { isAppError, text } from "../../core/index.js";
import type { PageRequest } from "../page.js";
import type { Html } from "./markup.js";
import { stateHtml } from "./state.js";

/** Kinds of error that are the asker's doing; they decide the whole answer, not one section. */
const OF_THE_ASKER: readonly string[] = ["input", "auth", "not_found", "limit"];

/** A part of a page; when making it fails, the page stays and says so in its place. */
export async function guarded(
  request: PageRequest,
  make: () => Promise<Html> | Html,
): Promise<Html> {
  try {
    return await make();
  } catch (error) {
    if (isAppError(error) && OF_THE_ASKER.includes(error.kind)) throw error;
    const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
    request.deps.log.error("section failed", { request_id: request.request_id, reason });
    return stateHtml({
      kind: "failed",
      word: text("http.state.failed"),
      sentence: text("http.state.failed_sentence"),
      id: request.request_id,
    });
  }
}

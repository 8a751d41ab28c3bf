import type { Format } from "../negotiate.js";

/** What the middleware leaves for the handlers of one request. */
export interface HttpEnv {
  readonly Variables: {
    request_id: string;
    /** Format named by suffix or Accept header; decides how errors are told, too. */
    format: Format;
  };
}

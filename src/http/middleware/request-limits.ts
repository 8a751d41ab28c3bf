import type { MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import { limits } from "../../core/index.js";
import { fail } from "../errors.js";

/** Refuses addresses longer than `limits.url_bytes`. */
export function urlLimit(): MiddlewareHandler {
  return async (c, next) => {
    const bytes = c.req.url.length;
    if (bytes > limits.url_bytes) {
      throw fail("http.url_too_long", { bytes, limit: limits.url_bytes });
    }
    await next();
  };
}

/** Refuses bodies longer than `limits.request_body_bytes`, also when they come in pieces. */
export function requestBodyLimit(): MiddlewareHandler {
  const limited = bodyLimit({
    maxSize: limits.request_body_bytes,
    onError: () => {
      throw fail("http.body_too_large", { limit: limits.request_body_bytes });
    },
  });
  // Nothing reads the body of a request that only asks; to look at it costs more than the answer.
  return (c, next) => (["GET", "HEAD"].includes(c.req.method) ? next() : limited(c, next));
}

/** The value, or `http.timeout` when it takes longer than `limits.query_timeout_ms`. */
export async function withinTimeLimit<T>(work: Promise<T>, limit_ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(fail("http.timeout", { seconds: Math.round(limit_ms / 1000) }));
    }, limit_ms);
  });
  try {
    return await Promise.race([work, timeout]);
  } finally {
    clearTimeout(timer);
  }
}

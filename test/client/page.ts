import { parseHTML } from "linkedom";

/** A page as a script finds it, with the few layout calls that linkedom does not answer. */
export function page(body: string): Document {
  const { document } = parseHTML(`<!doctype html><html><body>${body}</body></html>`);
  return document;
}

/** An event of a kind, for listeners. */
export function event(document: Document, type: string, key?: string): Event {
  const view = document.defaultView;
  if (view === null) throw new Error("a page has a window");
  const made = new view.Event(type, { bubbles: true, cancelable: true });
  return key === undefined ? made : Object.assign(made, { key });
}

import { internalLinks, pageProblems } from "./page-checks.js";

/** What is crawled: something that answers requests. */
interface CrawledApp {
  request(href: string): Response | Promise<Response>;
}

const UUID = /[0-9a-f]{8}-[0-9a-f-]{27}/g;
/** Parameters whose value makes another page, not the same one of another thing; the first counts. */
const TELLING = ["show", "dimension", "measure", "view", "asset"];

/** What two addresses have in common when one of them is enough to check. */
function shapeOf(href: string): string {
  const { pathname, searchParams } = new URL(href, "http://localhost");
  const path = pathname.replace(UUID, "id").replace(/\/EL\w+/, "/tag");
  const telling = TELLING.find((name) => searchParams.has(name));
  if (telling === undefined || telling === "asset") return `${path} ${telling ?? ""}`;
  return `${path} ${telling} ${searchParams.get(telling) ?? ""}`;
}

/** What came of following a link. */
export interface Visit {
  readonly href: string;
  readonly status: number;
  readonly problems: readonly string[];
  readonly body: string;
}

async function visit(app: CrawledApp, href: string): Promise<Visit> {
  const response = await app.request(href);
  const isPage = (response.headers.get("content-type") ?? "").startsWith("text/html");
  if (!isPage) {
    await response.arrayBuffer();
    return { href, status: response.status, problems: [], body: "" };
  }
  const body = await response.text();
  return { href, status: response.status, problems: pageProblems(body), body };
}

/**
 * Follows every link from a start that is wanted, one address of each shape, themes only once.
 */
export async function crawl(
  app: CrawledApp,
  start: string,
  isWanted: (href: string) => boolean = () => true,
): Promise<Visit[]> {
  const queue = [start, `${start}&theme=dark`];
  const shapes = new Set(queue.map(shapeOf));
  const visits: Visit[] = [];
  for (let href = queue.shift(); href !== undefined; href = queue.shift()) {
    const made = await visit(app, href);
    visits.push(made);
    if (href.includes("theme=")) continue;
    for (const link of internalLinks(made.body)) {
      if (!isWanted(link) || shapes.has(shapeOf(link)) || link.includes("theme=")) continue;
      shapes.add(shapeOf(link));
      queue.push(link);
    }
  }
  return visits;
}

import { parseHTML } from "linkedom";
import { describe, expect, test } from "vitest";
import { renderEmail, type Email } from "../../src/reports/render/email.js";
import type { ReportDocument } from "../../src/reports/index.js";
import { drawExample, exampleDocument } from "./fixtures/drawings.js";
import { hostileDocument } from "./fixtures/hostile.js";

function dom(mail: Email): Document {
  return parseHTML(mail.html).document;
}

/** Width and height in the header of a PNG. */
function pngSize(bytes: Uint8Array): [number, number] {
  const view = Buffer.from(bytes);
  return [view.readUInt32BE(16), view.readUInt32BE(20)];
}

describe("the mail", () => {
  test("has the answer as subject, three figures before the text, and both bodies", async () => {
    const mail = await renderEmail(exampleDocument(), drawExample);
    expect(mail.subject).toBe("April 2018: failures down 16 %, hours lost unchanged");
    expect(mail.subject.length).toBeLessThan(60);
    const [hidden] = dom(mail).querySelectorAll("body > div");
    expect(hidden?.textContent.replaceAll("\u00a0", " ").trim()).toBe(
      "MTBF 215 h (202 to 230 h); Mean down time 7.0 h (6.0 to 8.2 h); Availability 96.2 % (95.1 to 97.2 %)",
    );
    expect(mail.text).toContain("Elevators failed 16");
    expect(mail.text).toContain("You get this because");
  });

  test("shows its picture by content id with its whole text, and carries the PDF", async () => {
    const mail = await renderEmail(exampleDocument(), drawExample);
    const [picture, pdf] = mail.attachments;
    expect(picture).toMatchObject({ content_type: "image/png", cid: "mtbf_by_month@meantime" });
    expect(pdf).toMatchObject({
      content_type: "application/pdf",
      cid: null,
      filename: "monthly-kpi-mta-2018-04.pdf",
    });
    const image = dom(mail).querySelector("img");
    expect(image?.getAttribute("src")).toBe("cid:mtbf_by_month@meantime");
    expect(image?.getAttribute("alt")).toContain("March 180 hours, April 215 hours");
    // The drawing of the fixture is 760 px wide; pictures have two pixels for each.
    expect(pngSize(picture?.content ?? new Uint8Array(24))[0]).toBe(1520);
  });

  test("needs no stylesheet: styles are inline, values written out, layout tables marked", async () => {
    const mail = await renderEmail(exampleDocument(), drawExample);
    const page = dom(mail);
    expect(page.querySelectorAll("style, link, script, svg").length).toBe(0);
    expect(mail.html).not.toContain("var(--");
    const tables = [...page.querySelectorAll("table")];
    const layout = tables.filter((table) => table.getAttribute("role") === "presentation");
    expect(tables.length - layout.length).toBe(1);
    expect(page.querySelectorAll("th[scope=row]").length).toBe(6);
    expect([...page.querySelectorAll("h1, h2")].map((heading) => heading.tagName)).toEqual([
      "H1",
      "H2",
      "H2",
      "H2",
    ]);
  });

  test("every link is absolute, and there is none when the address is not known", async () => {
    const hrefs = (mail: Email): string[] =>
      [...dom(mail).querySelectorAll("a")].map((link) => link.getAttribute("href") ?? "");
    const known = hrefs(await renderEmail(exampleDocument(), drawExample));
    expect(known.length).toBeGreaterThan(15);
    expect(known.filter((href) => !href.startsWith("https://meantime.example/"))).toEqual([]);
    const unknown = { ...exampleDocument(), public_url: null };
    expect(hrefs(await renderEmail(unknown, drawExample))).toEqual([]);
  });

  test("no text of the data becomes markup or reaches a header", async () => {
    const mail = await renderEmail(hostileDocument(), drawExample);
    const page = dom(mail);
    expect(page.querySelectorAll("script, img[onerror], [onclick]").length).toBe(0);
    expect(page.querySelectorAll("img").length).toBe(1);
    expect(mail.subject).not.toMatch(/\p{Cc}/u);
    expect(mail.subject.length).toBeLessThan(60);
    expect(page.body.textContent).toContain("</script><img src=x onerror=alert(1)>");
  });

  test("a report with a failed section is never mailed", async () => {
    const document: ReportDocument = exampleDocument();
    const [first] = document.sections;
    if (first === undefined) throw new Error("the example has sections");
    const failure = { code: "metrics.no_data", message: "nothing" };
    const failed = { ...document, sections: [{ ...first, status: "failed" as const, failure }] };
    await expect(renderEmail(failed, drawExample)).rejects.toMatchObject({
      code: "report.incomplete",
    });
  });

  test("the same document gives the same mail", async () => {
    const [one, two] = [
      await renderEmail(exampleDocument(), drawExample),
      await renderEmail(exampleDocument(), drawExample),
    ];
    expect(two.html === one.html && two.text === one.text).toBe(true);
    expect(two.attachments.map(({ content }) => Buffer.from(content).toString("base64"))).toEqual(
      one.attachments.map(({ content }) => Buffer.from(content).toString("base64")),
    );
  });
});

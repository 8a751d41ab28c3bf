import { simpleParser, type ParsedMail } from "mailparser";
import type { SMTPServerOptions } from "smtp-server";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parseMailbox, senders, type OutgoingMail } from "../../src/delivery/index.js";
import { composeMail } from "../../src/delivery/compose.js";
import { messageIdOf } from "../../src/delivery/message-id.js";
import { TEST_CERTIFICATE, TEST_KEY } from "./certificate.js";
import { NOW, PDF, PIXEL, sampleMail } from "./fixtures.js";
import { startMailServer, type MailServer } from "./mail-server.js";

const KEY = { schedule: "monthly", period: "2018-05", recipient: "manager@plant.example" };
const MESSAGE_ID = messageIdOf(KEY, "reports@plant.example");
const PASSWORD = "canary-7d1f";

async function outgoing(change: Parameters<typeof sampleMail>[0] = {}): Promise<OutgoingMail> {
  const from = parseMailbox("Wartung & Bücher <reports@plant.example>");
  const to = KEY.recipient;
  const letter = {
    from,
    to,
    message_id: MESSAGE_ID,
    date: new Date(NOW),
    mail: sampleMail(change),
  };
  const bytes = await composeMail(letter);
  return { message_id: MESSAGE_ID, from: from.address, to, bytes };
}

let server: MailServer;
afterEach(() => server.close());

async function parsed(): Promise<ParsedMail> {
  expect(server.received).toHaveLength(1);
  return simpleParser(server.received[0]!.raw); // one, by the line above
}

describe("a look at the mail server", () => {
  it("connects and leaves no message, and says what stands in the way", async () => {
    server = await startMailServer();
    const config = server.config();
    expect(await senders.smtp(config).probe()).toEqual({
      is_ready: true,
      detail: `${config.host}:${config.port}`,
    });
    expect(server.received).toEqual([]);
    await server.close();
    const refused = await senders.smtp(config).probe();
    expect(refused.is_ready).toBe(false);
    expect(refused.detail).toContain("ECONNREFUSED");
  });
});

describe("a mail sent by SMTP", () => {
  beforeEach(async () => {
    server = await startMailServer();
  });

  it("arrives with text, HTML, the picture by content id and the PDF attached", async () => {
    const marks: number[] = [];
    const sender = senders.smtp(server.config());
    const outcome = await sender.send(await outgoing(), () => marks.push(server.received.length));
    expect(outcome).toEqual({ kind: "accepted", detail: "250 queued" });
    expect(marks).toEqual([0]); // marked once, before the server had the whole message
    const mail = await parsed();
    expect(server.received[0]).toMatchObject({
      from: "reports@plant.example",
      to: [KEY.recipient],
    });
    expect(mail.subject).toBe("Monthly KPI — New York, May 2018");
    expect(mail.from?.value).toEqual([
      { name: "Wartung & Bücher", address: "reports@plant.example" },
    ]);
    expect(mail.date?.toISOString()).toBe(NOW);
    expect(mail.headers.get("auto-submitted")).toBe("auto-generated");
    // Lines that begin with a dot come through whole: one dot is stuffed and taken out again.
    expect(mail.text?.replaceAll("\r\n", "\n")).toBe(
      "MTBF 206.7 h\n.\n..a line that begins with dots\n",
    );
    expect(mail.html).toContain("<b>206.7 h</b>");
    const [picture, file] = mail.attachments;
    expect(picture).toMatchObject({ contentType: "image/png", cid: "mtbf.1@meantime" });
    expect(picture?.related).toBe(true);
    expect(picture?.content.equals(PIXEL)).toBe(true);
    expect(file).toMatchObject({ contentType: "application/pdf", filename: "report.pdf" });
    expect(file?.contentDisposition).toBe("attachment");
    expect(file?.content.equals(PDF)).toBe(true);
  });

  it("carries a Message-ID that depends on schedule, period and recipient only", async () => {
    const sender = senders.smtp(server.config());
    await sender.send(await outgoing(), () => undefined);
    const mail = await parsed();
    // printf 'monthly\x1f2018-05\x1fmanager@plant.example' | sha256sum
    const hash = "39e7eb93ca757cd7892868a32a40f48d236ae77388dba34306c580d150fb39fb";
    expect(mail.messageId).toBe(`<${hash}@plant.example>`);
    expect(messageIdOf({ ...KEY, recipient: "Manager@Plant.Example" }, "x@y.example")).toBe(
      `<${hash}@y.example>`,
    );
    expect(messageIdOf({ ...KEY, period: "2018-06" }, "x@y.example")).not.toContain(hash);
  });

  it("is the same bytes for the same letter", async () => {
    expect((await outgoing()).bytes.equals((await outgoing()).bytes)).toBe(true);
  });

  it("cannot be given a header through its subject, file names or content ids", async () => {
    const sender = senders.smtp(server.config());
    const mail = await outgoing({
      subject: "May\r\nBcc: thief@evil.example\r\n\r\nbody\u2028x",
      attachments: [
        {
          ...{ filename: "a\r\nX-Evil: 1/../b.pdf", cid: null, content: PDF },
          content_type: "application/pdf\r\nX-Evil: 2",
        },
      ],
    });
    await sender.send(mail, () => undefined);
    const { headers, subject, attachments } = await parsed();
    expect(headers.has("bcc")).toBe(false);
    expect(headers.has("x-evil")).toBe(false);
    expect(subject).toBe("May Bcc: thief@evil.example body x");
    expect(attachments[0]?.headers.has("x-evil")).toBe(false);
    const broken = { filename: "a", content_type: "image/png", content: PIXEL, cid: "a>\r\nX: 1" };
    await expect(outgoing({ attachments: [broken] })).rejects.toMatchObject({
      code: "delivery.attachment_invalid",
    });
  });

  it.each([
    [450, "unavailable"],
    [451, "unavailable"],
    [550, "refused"],
    [554, "refused"],
  ] as const)("answered %i to its end is %s, for certain", async (code, kind) => {
    server.answer = { code };
    const outcome = await senders.smtp(server.config()).send(await outgoing(), () => undefined);
    expect(outcome).toEqual({ kind, detail: `Message failed: ${code} said the test` });
  });

  it("whose connection is lost after its end has an unknown outcome", async () => {
    server.answer = "hang up";
    const outcome = await senders.smtp(server.config()).send(await outgoing(), () => undefined);
    expect(outcome.kind).toBe("unknown");
  });

  it("is not finished when its delivery was taken over by another process", async () => {
    const sender = senders.smtp(server.config());
    const taken = new Error("taken over");
    const sending = sender.send(await outgoing(), () => {
      throw taken;
    });
    await expect(sending).rejects.toBe(taken);
    expect(server.received).toEqual([]);
  });

  it("goes nowhere when nothing listens", async () => {
    const { port } = server;
    await server.close();
    const config = { ...server.config(), port };
    const outcome = await senders.smtp(config).send(await outgoing(), () => undefined);
    expect(outcome.kind).toBe("unavailable");
    expect(outcome.detail).toContain("ECONNREFUSED");
  });
});

describe("a mail server that is particular", () => {
  const auth: SMTPServerOptions = {
    authOptional: false,
    allowInsecureAuth: true,
    onAuth: (given, _session, callback) => {
      const isRight = given.username === "meantime" && given.password === PASSWORD;
      const base64 = Buffer.from(PASSWORD).toString("base64");
      if (isRight) callback(null, { user: "meantime" });
      else callback(new Error(`no ${given.password ?? ""} ${base64}`));
    },
  };

  it("is signed in to with the user and password of the configuration", async () => {
    server = await startMailServer(auth);
    const config = server.config({ user: "meantime", password: PASSWORD });
    const outcome = await senders.smtp(config).send(await outgoing(), () => undefined);
    expect(outcome.kind).toBe("accepted");
  });

  it("and refuses the sign-in may be asked again, and its answer does not show the password", async () => {
    server = await startMailServer(auth);
    const config = server.config({ user: "someone", password: PASSWORD });
    const outcome = await senders.smtp(config).send(await outgoing(), () => undefined);
    expect(outcome.kind).toBe("unavailable");
    expect(outcome.detail).toContain("535");
    expect(JSON.stringify(outcome)).not.toContain(PASSWORD);
    expect(JSON.stringify(outcome)).not.toContain(Buffer.from(PASSWORD).toString("base64"));
  });

  it("and offers no TLS is not told the password, unless it is on this machine", async () => {
    const tried: string[] = [];
    server = await startMailServer({
      ...auth,
      onAuth: (given, _session, callback) => {
        tried.push(given.password ?? "");
        callback(new Error("no"));
      },
    });
    // 0.0.0.0 leads to this machine, too, but is not one of its loopback names.
    const config = server.config({ host: "0.0.0.0", user: "meantime", password: PASSWORD });
    const outcome = await senders.smtp(config).send(await outgoing(), () => undefined);
    expect(outcome.kind).toBe("unavailable");
    expect(outcome.detail).toContain("STARTTLS");
    expect(tried).toEqual([]);
  });

  it("and refuses the recipient for good is not asked again", async () => {
    server = await startMailServer({
      onMailFrom: (_address, _session, callback) =>
        callback(Object.assign(new Error("no such sender"), { responseCode: 553 })),
    });
    const outcome = await senders.smtp(server.config()).send(await outgoing(), () => undefined);
    expect(outcome.kind).toBe("refused");
    expect(server.received).toEqual([]);
  });

  it("and takes small messages only refuses before DATA", async () => {
    server = await startMailServer({ size: 500 });
    const outcome = await senders.smtp(server.config()).send(await outgoing(), () => undefined);
    expect(outcome.kind).toBe("refused");
    expect(server.received).toEqual([]);
  });

  it("and offers STARTTLS is spoken to in TLS, when its certificate is trusted", async () => {
    let is_secure = false;
    server = await startMailServer({
      ...{ disabledCommands: [], key: TEST_KEY, cert: TEST_CERTIFICATE },
      onMailFrom: (_address, session, callback) => {
        is_secure = session.secure;
        callback();
      },
    });
    const large = {
      filename: "x",
      content_type: "a/b",
      cid: null,
      content: Buffer.alloc(3_000_000),
    };
    const mail = await outgoing({ attachments: [large] });
    const trusted = senders.smtp(server.config(), { ca: TEST_CERTIFICATE });
    expect((await trusted.send(mail, () => undefined)).kind).toBe("accepted");
    expect(is_secure).toBe(true);
    const outcome = await senders.smtp(server.config()).send(mail, () => undefined);
    expect(outcome.kind).toBe("unavailable");
    expect(outcome.detail).toContain("self-signed certificate");
    expect(server.received).toHaveLength(1);
  });

  it("and speaks TLS from the start is spoken to so", async () => {
    server = await startMailServer({ secure: true, key: TEST_KEY, cert: TEST_CERTIFICATE });
    const sender = senders.smtp(server.config({ secure: true }), { ca: TEST_CERTIFICATE });
    expect((await sender.send(await outgoing(), () => undefined)).kind).toBe("accepted");
  });

  it("and is slow to read leaves the delivery unmarked until every byte has left", async () => {
    server = await startMailServer();
    server.hold = "reading";
    const reading = server.at("reading");
    const large = {
      filename: "x",
      content_type: "a/b",
      cid: null,
      content: Buffer.alloc(9_000_000),
    };
    const marks: string[] = [];
    const sending = senders
      .smtp(server.config())
      .send(await outgoing({ attachments: [large] }), () => marks.push("handed over"));
    await reading;
    expect(marks).toEqual([]);
    await server.close();
    expect((await sending).kind).toBe("unavailable");
    expect(marks).toEqual([]);
  });
});

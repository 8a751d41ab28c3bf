import { defineErrors } from "../core/index.js";

/** Every error of delivery, by code. */
export const deliveryErrors = {
  "delivery.cron_invalid": {
    kind: "config",
    message: ({ where, cron, found }: { where: string; cron: string; found: string }) =>
      `${where} has a time that cannot be read: ${cron} (${found}) — expected five cron fields such as 0 7 1 * *`,
    doc: "The cron text of a schedule, or of the periodic extraction, cannot be read.",
  },
  "delivery.cron_never": {
    kind: "config",
    message: ({ where, cron }: { where: string; cron: string }) =>
      `${where} never comes due: ${cron} — expected a time that exists in some year`,
    doc: "No date in the next nine years fits the cron text.",
  },
  "delivery.zone_unknown": {
    kind: "config",
    message: ({ where, zone }: { where: string; zone: string }) =>
      `${where} names an unknown time zone: ${zone} — expected an IANA name such as Europe/Berlin`,
    doc: "The zone of a schedule is not in the zone data of this machine.",
  },
  "delivery.schedule_repeated": {
    kind: "config",
    message: ({ id }: { id: string }) =>
      `two schedules have the same id: ${id} — expected each id once`,
    doc: "Deliveries are counted by schedule id, so two schedules may not share one.",
  },
  "delivery.recipient_invalid": {
    kind: "config",
    message: ({ where, address }: { where: string; address: string }) =>
      `${where} has a recipient that is no mail address: ${address} — expected name@domain`,
    doc: "A recipient must be one plain address, without a display name.",
  },
  "delivery.from_invalid": {
    kind: "config",
    message: ({ from }: { from: string }) =>
      `mail.from is no mail address: ${from} — expected name@domain or Name <name@domain>`,
    doc: "The sender of the mails must be one address, with or without a display name.",
  },
  "delivery.period_invalid": {
    kind: "input",
    message: ({ period }: { period: string }) =>
      `not a month: ${period} — expected a calendar month such as 2018-05`,
    doc: "A period of a report that is mailed is one calendar month.",
  },
  "delivery.unknown": {
    kind: "not_found",
    message: ({ id }: { id: number }) =>
      `no such delivery: ${id} — expected the number of one in the list of deliveries`,
    doc: "The number names no row of the outbox.",
  },
  "delivery.not_stuck": {
    kind: "conflict",
    message: ({ id, state }: { id: number; state: string }) =>
      `delivery ${id} needs no decision: it is ${state} — expected held, failed or uncertain`,
    doc: "A person decides only about deliveries that do not move by themselves.",
  },
  "delivery.mail_too_large": {
    kind: "limit",
    message: ({ bytes, limit }: { bytes: number; limit: number }) =>
      `the mail is too large: ${bytes} bytes as sent — expected at most ${limit}`,
    doc: "The whole mail, counted after base64, is over the size budget; it is not sent.",
  },
  "delivery.attachment_invalid": {
    kind: "internal",
    message: ({ cid }: { cid: string }) =>
      `an attachment has a content id that cannot be used: ${cid} — expected letters, digits, dots, dashes and one @`,
    doc: "A content id would break out of its header; the mail is not sent.",
  },
  "delivery.claim_lost": {
    kind: "conflict",
    message: ({ id }: { id: number }) =>
      `delivery ${id} was taken over by another process — expected to be the only one at it`,
    doc: "The lease of a slow attempt ran out, so it was stopped before the message left.",
  },
} as const;

/** Makes an error of delivery from its code and values. */
export const fail = defineErrors(deliveryErrors);

/** English sentences of `delivery`, keyed by message id; ICU message syntax. */
export const deliveryMessages = {
  "delivery.state.pending": "Waiting",
  "delivery.state.claimed": "Being made",
  "delivery.state.sending": "Being sent",
  "delivery.state.handing_over": "Being handed over",
  "delivery.state.sent": "Sent",
  "delivery.state.held": "Held back",
  "delivery.state.failed": "Failed",
  "delivery.state.uncertain": "Uncertain",
  "delivery.state.cancelled": "Cancelled",

  "delivery.reason.report_incomplete":
    "The report has {count, plural, one {a section} other {# sections}} that could not be made: {problems}. It is made again when there are new data, and is not mailed before it is complete.",
  "delivery.reason.report_failed": "The report could not be made: {detail}.",
  "delivery.reason.mail_too_large": "The mail was not sent: {detail}.",
  "delivery.reason.server_refused": "The mail server refused the mail: {detail}.",
  "delivery.reason.server_unavailable":
    "The mail server could not be reached or asked to try later: {detail}.",
  "delivery.reason.no_answer":
    "The mail was handed over and no answer came ({detail}). It may have arrived, so it is not sent again by itself.",
  "delivery.reason.stopped_handing_over":
    "The service stopped between the end of the mail and the server’s answer. It may have arrived, so it is not sent again by itself.",
  "delivery.reason.stopped_before":
    "The service stopped before the mail was handed over; nothing arrived.",
  "delivery.reason.not_listed":
    "The configuration no longer names this schedule or this recipient.",
  "delivery.reason.decided_resend": "Sent again because a person decided so.",
  "delivery.reason.decided_arrived": "It arrived, as a person found out.",
  "delivery.reason.decided_drop": "Given up because a person decided so.",

  "delivery.skip.superseded":
    "Not sent: a newer period came due as well, and this schedule catches up the latest only.",
  "delivery.skip.missed":
    "Not sent: it came due while the service was down, and this schedule does not catch up.",
  "delivery.skip.too_old": "Not sent: it came due too long ago to be caught up.",

  "delivery.unwatched": "Nothing is known of {period} yet: the data end {data_to}.",

  "delivery.health.ok":
    "{sent, plural, one {# mail} other {# mails}} sent, {waiting, plural, =0 {none} other {#}} on the way.",
  "delivery.health.none": "Nothing has come due yet.",
  "delivery.health.silent": "The schedules have not been looked after since {at}.",
  "delivery.health.late": "{schedule}: {period} came due and was not taken up.",
  "delivery.health.held":
    "{schedule}: {count, plural, one {# mail is} other {# mails are}} held back for {period}, because the report is incomplete.",
  "delivery.health.failed":
    "{schedule}: {count, plural, one {# mail} other {# mails}} for {period} could not be delivered.",
  "delivery.health.uncertain":
    "{schedule}: {count, plural, one {# mail} other {# mails}} for {period} may or may not have arrived.",

  "delivery.rule.daylight_saving":
    "A time that the clocks skip runs at the first moment after the jump; a time that they show twice runs once.",
} as const;

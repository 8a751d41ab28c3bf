/** English sentences of `core`, keyed by message id; ICU message syntax. */
export const coreMessages = {
  "core.product": "Meantime",
  "core.format.interval": "{lower} to {upper}",
  "core.format.at_least": "at least {lower}",
  "core.format.at_most": "at most {upper}",
  "core.format.part": "{part} of {whole}",
  "core.format.points": "{number} {form, select, one {point} other {points}}",
  "core.format.p_below": "below {bound}",
  "core.format.p_above": "above {bound}",
  "core.period.in": "in {period}",
  "core.period.on": "on {period}",
  "core.period.from": "from {period}",
  "core.period.span": "{from} to {to}",
} as const;

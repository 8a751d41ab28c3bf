import { formatDate } from "../../core/index.js";
import { reasonText, type Reason } from "../../metrics/index.js";

/** The hyphen before a number, which messages write where all other numbers have a minus. */
const HYPHEN_MINUS = /(?<=^|[\s(])-(?=\d)/g;

/** The sentence of a reason with days and signs written as everywhere else. */
export function reasonSentence({ code, values }: Reason): string {
  const day = values?.["day"];
  const shown =
    typeof day === "string" ? { ...values, day: formatDate(day, { year: true }) } : values;
  const said = reasonText(shown === undefined ? { code } : { code, values: shown });
  return said.replace(HYPHEN_MINUS, "\u2212");
}

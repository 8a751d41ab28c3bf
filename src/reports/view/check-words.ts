import { text, type MessageId } from "../../core/index.js";
import type { CheckFinding, CheckSubject } from "./evidence-rows.js";

const SUBJECTS_NAMED = 8;

/** What the checks found under one rule, as a sentence without its end mark. */
export function checkTitle(check: CheckFinding, [, many]: readonly [string, string]): string {
  const [first] = check.found;
  const count = check.found.length;
  if (first === undefined) return check.rule;
  if (count > 1 && check.rule === "not_in_register") {
    return text("reports.check.not_in_register", { count, noun: many });
  }
  const said = sentenceOf(check.rule, first);
  return count === 1 ? said : text("reports.check.more", { said, more: count - 1 });
}

function sentenceOf(
  rule: string,
  { message_code, subject, records, detail }: CheckSubject,
): string {
  const values = { count: records, subject, detail };
  // The code comes from data, so the compiler cannot know it; an unknown id comes back as it is.
  const said = text(message_code as MessageId, values);
  if (message_code !== "" && said !== message_code) return said;
  return text("reports.check.plain", { rule: rule.replaceAll("_", " "), count: records });
}

/** The subjects of a rule's findings by name; empty when the title has named the only one. */
export function checkSubjects(check: CheckFinding): string {
  const subjects = check.found.map(({ subject }) => subject).filter((subject) => subject !== "");
  if (subjects.length < 2) return "";
  return text("reports.attention.subjects", {
    named: subjects.slice(0, SUBJECTS_NAMED).join(", "),
    more: Math.max(0, subjects.length - SUBJECTS_NAMED),
  });
}

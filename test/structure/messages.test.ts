import { describe, expect, test } from "vitest";
import { text, type MessageId } from "../../src/core/index.js";
import { messages } from "../../src/core/messages/en/index.js";
import { messageCalls, missingValues, variablesOf } from "./message-calls.js";
import { filesBelow, type TextFile } from "./source-files.js";

/** Areas whose output people read. */
const SPEAKING = /^src\/(http|reports|charts|delivery|metrics|cli|main)(\/|\.ts)/;

/** Places where a sentence is for developers: error tables, declarations' docs, assertions. */
const EXEMPT = /(\/errors\.ts|\/catalog\/[a-z_]+\.ts|openapi[a-z-]*\.ts)$/;

const SENTENCE = /[A-Z][a-z]+(?: [a-z]{2,}){2,}/;

/** String literals and template texts of a file, without comments, imports and assertions. */
function literals(file: TextFile): string[] {
  const bare = file.content
    .replace(/\/\*[\s\S]*?\*\//g, "")
    .replace(/(^|[^:"'`])\/\/.*$/gm, "$1")
    .replace(/\bassert(Defined)?\([\s\S]*?\);/g, "")
    .replace(/^(import|export) .* from .*$/gm, "");
  return [...bare.matchAll(/"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`/g)].map((match) => match[0]);
}

describe("messages", () => {
  test("every sentence a person reads comes from a message file", () => {
    const found = filesBelow(["src"], [".ts"])
      .filter((file) => SPEAKING.test(file.path) && !EXEMPT.test(file.path))
      .flatMap((file) =>
        literals(file)
          .filter((literal) => SENTENCE.test(literal.replace(/<[^>]*>|\$\{[^}]*\}/g, " ")))
          .map((literal) => `${file.path}: ${literal.slice(0, 90)}`),
      );
    expect(found).toEqual([]);
  });

  test("every message is used", () => {
    const sources = filesBelow(["src"], [".ts"])
      .filter((file) => !file.path.startsWith("src/core/messages/"))
      .map((file) => file.content)
      .join("\n");
    const unused = Object.keys(messages).filter((id) => {
      if (sources.includes(`"${id}"`) || sources.includes(`\`${id}\``)) return false;
      // Families are asked for by a prefix and a code: text(`metrics.reason.${code}`).
      const prefix = id.slice(0, id.lastIndexOf(".") + 1);
      return !sources.includes(`\`${prefix}\${`);
    });
    expect(unused).toEqual([]);
  });

  test("every message reads as ICU and renders once it has its values", () => {
    const empty = Object.entries(messages).filter(([id, message]) => {
      const values = variablesOf(message).map(({ name, isNumber }) => [name, isNumber ? 2 : "x"]);
      // Object.entries forgets that its keys are those of the catalogue.
      return text(id as MessageId, Object.fromEntries(values) as Record<string, string>) === "";
    });
    expect(empty).toEqual([]);
  });

  test("every call of text passes what its messages ask for", () => {
    const calls = messageCalls();
    expect(calls.length).toBeGreaterThan(500);
    expect(calls.flatMap(missingValues)).toEqual([]);
  });

  test("a value under another name would be found", () => {
    const call = { place: "a.ts:1", ids: ["reports.change.no_data"], passed: ["period"] };
    expect(missingValues(call)).toEqual(["a.ts:1: reports.change.no_data without {previous}"]);
  });
});

import { describe, expect, it } from "vitest";
import { isMailAddress } from "../../src/core/index.js";
import { oneLine } from "../../src/delivery/address.js";
import { deliveryErrors, parseMailbox } from "../../src/delivery/index.js";
import { stateErrors } from "../../src/state/index.js";

describe("isMailAddress", () => {
  const good = [
    "a@b",
    "first.last+tag@plant.example",
    "x_y@sub.plant-1.example",
    "o'neil@x.example",
  ];
  it.each(good)("takes %s", (address) => expect(isMailAddress(address)).toBe(true));

  const bad = [
    ...["", "a", "@b", "a@", "a b@c", "a@b..c", "a@-b", "a@b,c@d", "<a@b>", "A <a@b>", '"a b"@c'],
    ...["a@b\r\nRCPT TO:<x@y>", "a@b\n", "a\u0000@b", "bücher@b", `${"a".repeat(250)}@b.example`],
  ];
  it.each(bad)("refuses %j", (address) => expect(isMailAddress(address)).toBe(false));
});

describe("parseMailbox", () => {
  it("reads an address with and without a name", () => {
    expect(parseMailbox("reports@plant.example")).toEqual({
      ...{ name: "", address: "reports@plant.example" },
    });
    expect(parseMailbox("Wartung Bücher <reports@plant.example>")).toEqual({
      ...{ name: "Wartung Bücher", address: "reports@plant.example" },
    });
  });

  const bad = ["", "Reports", "A <a@b> <c@d>", "A\r\nBcc: x@y <a@b>", "a@b, c@d"];
  it.each(bad)("refuses %j", (from) => expect(() => parseMailbox(from)).toThrow("mail.from"));
});

describe("oneLine", () => {
  it("leaves nothing that could end a header", () => {
    expect(oneLine("a\r\n b\u0000c\u2028d\u2029\te ")).toBe("a b c d e");
  });
});

describe("the errors of state and delivery", () => {
  it("have codes of their area, and a sentence for the reference page each", () => {
    for (const [area, table] of Object.entries({ state: stateErrors, delivery: deliveryErrors })) {
      for (const [code, { doc }] of Object.entries<{ doc: string }>(table)) {
        expect(code.startsWith(`${area}.`)).toBe(true);
        expect(doc.endsWith(".")).toBe(true);
      }
    }
  });
});

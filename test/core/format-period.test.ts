import { describe, expect, test } from "vitest";
import { periodPhrase, periodText } from "../../src/core/index.js";

describe("a period in words", () => {
  test("months, years and days as a person says them", () => {
    expect(periodText({ from: "2018-04-01", to: "2018-05-01" })).toBe("April 2018");
    expect(periodText({ from: "2017-01-01", to: "2018-01-01" })).toBe("2017");
    expect(periodText({ from: "2017-11-01", to: "2018-02-01" })).toBe(
      "November 2017 to January 2018",
    );
    expect(periodText({ from: "2018-02-21", to: "2018-05-22" })).toBe("21 Feb to 21 May 2018");
    expect(periodText({ from: "2018-03-05", to: "2018-03-06" })).toBe("5 Mar 2018");
  });

  test("inside a sentence with the word that stands before it", () => {
    expect(periodPhrase({ from: "2018-04-01", to: "2018-05-01" })).toBe("in April 2018");
    expect(periodPhrase({ from: "2017-01-01", to: "2018-01-01" })).toBe("in 2017");
    expect(periodPhrase({ from: "2018-03-05", to: "2018-03-20" })).toBe(
      "from 5 Mar to 19 Mar 2018",
    );
    expect(periodPhrase({ from: "2018-03-05", to: "2018-03-06" })).toBe("on 5 Mar 2018");
  });
});

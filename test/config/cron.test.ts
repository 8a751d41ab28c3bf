import { expect, test } from "vitest";
import { load, problemsOf, SMALLEST } from "./config-fixture.js";

test.each([
  "0 6 1 * *",
  "*/15 * * * *",
  "0 0-23/2 * * *",
  "5,35 8-17 * jan-mar,dec mon-fri",
  "0 7 * * 7",
  "0 7 1W * *",
  "0 7 L,L-3,LW 2 *",
  "0 7 * 10 5L,1#2",
])("%s is a cron line", (line) => {
  expect(load(`refresh_cron: "${line}"\n${SMALLEST}`).refresh_cron).toBe(line);
});

test.each([
  "0 6 1 *",
  "0 0 6 1 * *",
  "60 * * * *",
  "* 24 * * *",
  "* * 0 * *",
  "* * * 13 *",
  "* * * * 8",
  "*/0 * * * *",
  "10-5 * * * *",
  "1-2-3 * * * *",
  "5/15 * * * *",
  "@monthly",
  "a * * * *",
  "1,,2 * * * *",
  "L * * * *",
  "* * 32W * *",
  "* * L-31 * *",
  "* * 15L * *",
  "* * * * 8L",
  "* * * * 1#6",
])("%s is none", (line) => {
  const error = problemsOf(`refresh_cron: "${line}"\n${SMALLEST}`);
  expect(error.issues[0]).toMatchObject({ received: line });
  expect(error.issues[0]?.expected).toContain("five fields");
});

import { afterEach, beforeEach, expect, it } from "vitest";
import { TestPlant } from "./test-plant.js";

let plant: TestPlant;
beforeEach(() => {
  plant = new TestPlant();
  plant.declare({ snapshot: "full" });
});
afterEach(() => plant.remove());

/** A list of the rows from one number to before another, with a text of their own. */
function list(from: number, to: number, text = "row"): string {
  const rows = Array.from({ length: to - from }, (_, i) => `${from + i},${text} ${from + i}`);
  return `id,name\n${rows.join("\n")}\n`;
}

async function deleted(...contents: readonly string[]): Promise<number[]> {
  const names = contents.map((_, i) => `${i}.csv`);
  contents.forEach((content, i) => plant.write(`${i}.csv`, content));
  return (await plant.extract(names)).map((run) => run.rows_deleted);
}

it("refuses a full list that was cut off, and names the numbers and the way on", async () => {
  await expect(deleted(list(0, 1_250), list(0, 999))).rejects.toMatchObject({
    code: "landing.too_many_deleted",
    kind: "source",
    message: expect.stringMatching(
      /^full list lacks 251 of 1,250 known rows: .*1\.csv — expected .* at most 20.% of them, or 10$/,
    ) as string,
    hint: expect.stringContaining("`meantime extract plant --accept-deletions`") as string,
  });
  expect((await plant.state()).size).toBe(1_250);
  const runs = await plant.extract(["0.csv", "1.csv"], { acceptDeletions: true });
  expect(runs.map((run) => run.rows_deleted)).toEqual([251]);
  expect((await plant.state()).size).toBe(999);
});

it("takes a fifth, or ten rows, for what happens", async () => {
  expect(await deleted(list(0, 1_250), list(0, 1_000))).toEqual([0, 250]);
  plant.declare({ id: "small" });
  expect(await deleted(list(0, 12), list(0, 2))).toEqual([0, 10]);
});

it("never takes an empty list, accepted or not", async () => {
  plant.write("0.csv", list(0, 3));
  plant.write("1.csv", "id,name\n");
  const extracted = plant.extract(["0.csv", "1.csv"], { acceptDeletions: true });
  await expect(extracted).rejects.toMatchObject({ code: "landing.nothing_left" });
});

it("under the content as key counts only how many fewer there are", async () => {
  plant.declare({ key: "content" });
  expect(await deleted(list(0, 100), list(0, 100, "changed"))).toEqual([0, 100]);
  await expect(
    deleted(list(0, 100), list(0, 100, "changed"), list(0, 79, "again")),
  ).rejects.toMatchObject({ code: "landing.too_many_deleted" });
});

it("under the content as key spares as many lost rows as records could not be read", async () => {
  plant.declare({ key: "content" });
  const runs = await deleted(
    "id,name\n1,a\n2,b\n3,c\n4,d\n",
    "id,name\n1,a\n2,b,more\n",
    "id,name\n1,a\n2,b,more\n3,c,more\n4,d,more\n5,e,more\n",
  );
  // Three are lost and one record cannot be read; then one is lost and four cannot be read.
  expect(runs).toEqual([0, 2, 0]);
  expect((await plant.state()).size).toBe(2);
  plant.write("3.csv", "id,name\n1,a\n");
  const [run] = await plant.extract(["0.csv", "1.csv", "2.csv", "3.csv"]);
  expect(run?.rows_deleted).toBe(1);
});

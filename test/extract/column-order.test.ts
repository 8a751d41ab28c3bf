import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { writeWorkbook } from "../sources/write-workbook.js";
import { TestPlant } from "./test-plant.js";

let plant: TestPlant;
beforeEach(() => {
  plant = new TestPlant();
});
afterEach(() => plant.remove());

const ABC = "id,name,done\n1,pump,\n2,seal,x\n";
const CAB = "done,id,name\n,1,pump\nx,2,seal\n";

async function landedOf(content: string): Promise<unknown[]> {
  plant.write("a.csv", content);
  const [run] = await plant.extract(["a.csv"]);
  return [run?.rows_landed, run?.rows_unchanged, run?.rows_rejected, run?.columns.join()];
}

describe("a file with the columns of the one before in another order", () => {
  it.each([[["id"]], ["content" as const]])(
    "and the same texts is unchanged, key %s",
    async (key) => {
      plant.declare({ key });
      expect(await landedOf(ABC)).toEqual([2, 0, 0, "id,name,done"]);
      expect(await landedOf(CAB)).toEqual([0, 2, 0, "id,name,done"]);
      expect(await landedOf(ABC)).toEqual([0, 2, 0, "id,name,done"]);
    },
  );

  it("lands what changed, and shows what it refuses, in the order that is known", async () => {
    await landedOf(ABC);
    expect(await landedOf('done,id,name\n,1,pump\nx,2,"se\nal"\ny,,gear\ny,3\n')).toEqual([
      1,
      1,
      2,
      "id,name,done",
    ]);
    const state = await plant.state();
    expect(JSON.parse(state.get("2") ?? "")).toEqual(["2", "se\nal", "x"]);
    const refused = (await plant.rejects()).map((row) => [row["rule"], row["fields"]]);
    expect(refused).toEqual([
      ["missing_key", '[null,"gear","y"]'],
      ["ragged", '["y,3"]'],
    ]);
  });

  it("is known by the newest file with these columns, not only by the last", async () => {
    await landedOf(ABC);
    await landedOf("id,name,done,more\n9,gear,,\n");
    expect(await landedOf(CAB)).toEqual([0, 2, 0, "id,name,done"]);
  });

  it("but with other columns is landed as it is", async () => {
    await landedOf(ABC);
    expect(await landedOf("done,id,title\n,1,pump\nx,2,seal\n")).toEqual([
      2,
      0,
      0,
      "done,id,title",
    ]);
  });
});

describe("a sheet with its columns in another order", () => {
  const inline = (text: string, column: string, row: number): string =>
    `<c r="${column}${row}" t="inlineStr"><is><t>${text}</t></is></c>`;
  const sheetRow = (row: number, texts: readonly string[], error = ""): string =>
    `<row r="${row}">${texts.map((text, i) => inline(text, "ABCD"[i] ?? "", row)).join("")}${error}</row>`;

  it("shows the cells it refuses in the order that is known, and names sheet, row and cell", async () => {
    plant.declare({ connector: "xlsx", fields: { class: { column: "name" } } });
    const write = (...rows: readonly string[]): void => {
      plant.write("a.xlsx", "");
      writeWorkbook(`${plant.folder}/a.xlsx`, { sheets: { Log: rows.join("") } });
    };
    write(sheetRow(1, ["id", "name"]), sheetRow(2, ["1", "pump"]));
    await plant.extract(["a.xlsx"]);
    write(
      sheetRow(1, ["name", "id"]),
      sheetRow(2, ["pump", "1"]),
      sheetRow(4, ["seal", "2", "more"]),
      `<row r="5"><c r="A5" t="e"><v>#REF!</v></c>${inline("3", "B", 5)}</row>`,
      sheetRow(6, ["gear", "1"]),
      sheetRow(7, ["gear"]),
    );
    const [run] = await plant.extract(["a.xlsx"]);
    expect([run?.rows_unchanged, run?.rows_rejected]).toEqual([1, 4]);
    expect((await plant.rejects()).map((row) => [row["fields"], row["message"]])).toEqual([
      [
        '["2","seal","more"]',
        "3 fields in sheet Log, row 4 — expected 2, as many as there are column names",
      ],
      [
        '["3","#REF!"]',
        "sheet Log, cell A5 holds the Excel error #REF! — expected a value in a column that the mapping uses",
      ],
      [
        '["1","gear"]',
        "sheet Log, row 6 repeats the key of row 2 (1) — expected each key once; row 2 was taken",
      ],
      [
        '[null,"gear"]',
        "sheet Log, row 7 has no key: a key column is empty — expected a value in each",
      ],
    ]);
  });
});

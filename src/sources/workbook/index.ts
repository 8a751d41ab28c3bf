export { columnLetters, readSheet, type SheetRow } from "./read-sheet.js";
export { readWorkbook, type Sheet, type Workbook } from "./workbook.js";

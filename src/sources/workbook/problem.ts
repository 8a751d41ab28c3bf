/** Says why a file is no workbook that can be read. */
export class WorkbookProblem extends Error {}

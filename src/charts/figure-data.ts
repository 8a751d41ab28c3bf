import type { DrawOptions } from "./define.js";
import type { Row } from "./inputs.js";
import { charts, type ChartId, type ChartInputs } from "./registry.js";

/** How a figure is drawn again in a browser: without width and theme, which the page gives. */
export type FigureOptions = Omit<DrawOptions, "width" | "theme">;

/** What a page carries for one figure, so that a browser can draw it for the room it has. */
export interface FigureData<Id extends ChartId = ChartId> {
  readonly input: ChartInputs[Id];
  readonly options: FigureOptions;
}

function picked(row: Row, columns: readonly string[]): Row {
  return Object.fromEntries(columns.map((column) => [column, row[column] ?? null]));
}

/** The input without what the chart does not read, which would travel for nothing. */
function slim<Id extends ChartId>(id: Id, input: ChartInputs[Id]): object {
  const { columns } = charts[id];
  if (columns.length === 0 || !("rows" in input)) return input;
  const rows = input.rows.map((row) => picked(row, columns));
  return { ...input, rows, columns: [], tests: [] };
}

/**
 * A figure's data as JSON that may stand inside a `script` element of type `application/json`:
 * such a block is inert, so a strict content policy lets it pass.
 */
export function figureData<Id extends ChartId>(
  id: Id,
  input: ChartInputs[Id],
  options: FigureOptions = {},
): string {
  const json = JSON.stringify({ input: slim(id, input), options });
  return json.replace(/[<\u2028\u2029]/g, (character) => {
    const code = character.charCodeAt(0).toString(16).padStart(4, "0");
    return `\\u${code}`;
  });
}

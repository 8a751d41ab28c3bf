import { text } from "../core/index.js";

function rowsOf(table: Element): HTMLElement[] {
  return [...table.querySelectorAll<HTMLElement>("tbody tr")];
}

/** Hides the rows of a table that hold none of the words; returns how many are shown. */
export function filterRows(table: Element, words: string): number {
  const wanted = words.trim().toLowerCase();
  let shown = 0;
  for (const row of rowsOf(table)) {
    const isShown = row.textContent.toLowerCase().includes(wanted);
    row.hidden = !isShown;
    if (isShown) shown += 1;
  }
  return shown;
}

/** Puts a field above a table marked with `data-filter`; typing hides the rows that do not match. */
export function addFilter(table: Element): void {
  const document = table.ownerDocument;
  const label = document.createElement("label");
  label.className = "table-filter";
  const input = document.createElement("input");
  input.type = "search";
  const count = document.createElement("output");
  label.append(text("charts.client.filter"), input, " ", count);
  const all = rowsOf(table).length;
  input.addEventListener("input", () => {
    const shown = filterRows(table, input.value);
    count.textContent = shown === all ? "" : text("charts.client.shown", { shown, all });
  });
  (table.closest(".scroll") ?? table).before(label);
}

/**
 * The prerendered table in the browser: read once, then shown and hidden in parts.
 *
 * The table is content and not state. Sending its facts a second time as data, only to draw what is there already, would
 * cost more than everything else in the page's script.
 */
import { agrees, type Row, type State } from "./model.ts";

/** What every row of the table says. */
export function readRows(table: HTMLTableElement): Row[] {
  return factRows(table).map((row) => {
    const [head, ...cells] = row.cells;
    return {
      label: head?.firstElementChild?.textContent ?? "",
      says: row.dataset["says"],
      of: row.dataset["of"],
      cells: cells.map((cell) => {
        const parts = [...cell.querySelectorAll("span")];
        return { text: parts.map((part) => part.textContent.replace(/, $/, "")), state: (parts[0]?.className ?? "fact") as State };
      }),
    };
  });
}

/** Show some columns, and with `diff` only the rows in which they differ; a group without rows hides its title. */
export function showPart(table: HTMLTableElement, rows: Row[], shown: number[], diff: boolean): void {
  const seen = [-1, ...shown];
  factRows(table).forEach((row, index) => {
    const facts = rows[index];
    row.hidden = diff && facts !== undefined && agrees(facts, shown);
  });
  for (const row of table.rows) {
    if (row.classList.contains("group")) {
      if (row.cells[0]) row.cells[0].colSpan = seen.length;
      row.hidden = !row.parentElement?.querySelector("tr:not(.group, [hidden])");
    } else {
      [...row.cells].forEach((cell, index) => {
        cell.hidden = !seen.includes(index - 1);
      });
    }
  }
}

function factRows(table: HTMLTableElement): HTMLTableRowElement[] {
  return [...table.querySelectorAll<HTMLTableRowElement>("tr[id]")];
}

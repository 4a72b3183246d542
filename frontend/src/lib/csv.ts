/** CSV files (RFC 4180) that no spreadsheet takes for formulas. */

/** What a spreadsheet would reckon with, were it not text. */
const FORMULA = /^[=+\-@\t\r]/;

/** Rows as a file; text that a spreadsheet would take for a formula begins with an apostrophe, numbers stay as they are. */
export function csvFile(rows: readonly (readonly (string | number)[])[]): string {
  return rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("");
}

function cell(value: string | number): string {
  if (typeof value === "number") return String(value);
  const safe = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}

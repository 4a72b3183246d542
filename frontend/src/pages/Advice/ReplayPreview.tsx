/** The first rows of the file beside what they are taken for, so that a wrong column is seen at once. */
import type { Level } from "../../api/catalogue.ts";
import { SmallTable } from "../../components/SmallTable.tsx";
import { formatDate } from "../../lib/dates.ts";
import type { Row } from "../../lib/table.ts";
import { needsOrder, readDay, readQuarters } from "../../state/ticketCells.ts";
import { bodyOf, LEFT_OUT, type Reading, valueOf } from "../../state/tickets.ts";
import { common, tickets as t } from "../../text/en.ts";

const SHOWN = 4;
const LONGEST_CELL = 40;

export function ReplayPreview({ rows, reading, levels }: { rows: readonly Row[]; reading: Reading; levels: readonly Level[] }) {
  const { columns, order, unit } = reading;
  const cell = (row: Row, column: number | null) => (column === null ? undefined : row.cells[column])?.trim() ?? "";
  const date = (row: Row) => {
    const text = cell(row, columns.date);
    if (order === null && needsOrder(text)) return became(text, t.orderNotChosen);
    const day = readDay(text, order ?? "day");
    return became(text, day && formatDate(day));
  };
  const level = (row: Row) => {
    const text = cell(row, columns.level);
    const id = reading.levels.get(valueOf(text));
    if (id === LEFT_OUT) return became(text, t.isLeftOut);
    return became(text, levels.find((each) => each.id === id)?.name ?? t.notChosen);
  };
  const hours = (row: Row) => {
    const text = cell(row, columns.hours);
    const quarters = readQuarters(text, unit);
    return became(text, quarters && common.duration(quarters * 15));
  };
  return (
    <SmallTable
      caption={t.preview}
      rows={bodyOf(rows, reading.header).slice(0, SHOWN)}
      numbered
      keyOf={({ line }) => String(line)}
      columns={[
        { name: t.previewed.line, cell: ({ line, last }) => t.lines(line, last) },
        { name: t.previewed.date, cell: date },
        { name: t.previewed.level, cell: level },
        { name: t.previewed.hours, cell: hours },
      ]}
    />
  );
}

function became(text: string, read: string | number | null): string {
  return t.became(text.slice(0, LONGEST_CELL), String(read || t.notRead));
}

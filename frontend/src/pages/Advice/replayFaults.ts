/** What is still open before tickets can be replayed, each at its control. */
import type { FieldFault } from "../../components/ErrorSummary.tsx";
import type { Row } from "../../lib/table.ts";
import { readDay } from "../../state/ticketCells.ts";
import { bodyOf, COLUMNS, type Horizon, type Judged, MOST_TICKETS, MOST_VALUES, NO_COLUMN, orderOf, type Reading, type Value } from "../../state/tickets.ts";
import { tickets as t } from "../../text/en.ts";

export const columnId = (column: (typeof COLUMNS)[number]) => `tickets-${column}`;
/** Of the control for one value of the column of levels. */
export const valueId = (index: number) => `tickets-value-${index}`;

/** Faults of the reading; none means that every row can be judged. */
export function readingFaults(rows: readonly Row[], reading: Reading, values: readonly Value[]): FieldFault[] {
  const { columns } = reading;
  const chosen = COLUMNS.map((column) => columns[column]);
  const faults: FieldFault[] = COLUMNS.flatMap((column, index) => {
    const field = columnId(column);
    if (columns[column] === null) return [{ field, text: t.needed[column] }];
    const twice = columns[column] !== NO_COLUMN && chosen.indexOf(columns[column]) < index;
    return twice ? [{ field, text: t.needed.twice }] : [];
  });
  if (bodyOf(rows, reading.header).length > MOST_TICKETS) faults.push({ field: "tickets-file", text: t.tooMany(MOST_TICKETS) });
  if (reading.order === null && orderOf(rows, reading).asked) faults.push({ field: "tickets-order", text: t.needed.order });
  if (values.length > MOST_VALUES) return [...faults, { field: columnId("level"), text: t.manyValues(values.length, MOST_VALUES) }];
  const unmapped = values.flatMap(({ value, text }, index) => (reading.levels.has(value) ? [] : [{ field: valueId(index), text: t.needed.value(text) }]));
  return [...faults, ...unmapped];
}

/** Faults of what is asked for, once every row was judged. */
export function askingFaults(horizon: Horizon | null, judged: Judged | null, confirmed: boolean): FieldFault[] {
  if (!horizon) return [{ field: null, text: t.needed.tickets }];
  if (readDay(horizon.start, "day") !== horizon.start) return [{ field: "tickets-start", text: t.needed.start }];
  if (!judged) return [];
  const faults: FieldFault[] = [];
  if (judged.bad.length + judged.outside.length > 0 && !confirmed) faults.push({ field: "tickets-confirm", text: t.needed.confirm });
  if (judged.tickets.length === 0) faults.push({ field: null, text: t.needed.tickets });
  return faults;
}

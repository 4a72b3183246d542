/** Which column of a file is what, and how dates and lengths of time are written in it. */
import { Choice, SelectField } from "../../components/Field.tsx";
import type { Row } from "../../lib/table.ts";
import type { Order, Unit } from "../../state/ticketCells.ts";
import { bodyOf, type Column, COLUMNS, NO_COLUMN, orderOf, type Reading } from "../../state/tickets.ts";
import { tickets as t } from "../../text/en.ts";
import { columnId } from "./replayFaults.ts";

/** More of a cell says nothing in a list of choices. */
const SHOWN = 40;

interface Props {
  rows: readonly Row[];
  reading: Reading;
  put: (change: Partial<Reading>) => void;
  faultOf: (id: string) => string | undefined;
}

export function ReplayColumns({ rows, reading, put, faultOf }: Props) {
  const names = columnNames(rows, reading.header);
  return (
    <>
      <Choice label={t.header} checked={reading.header} onChange={(event) => put({ header: event.currentTarget.checked })} />
      <div class="columns">
        {COLUMNS.map((column) => (
          <ColumnField
            key={column}
            column={column}
            names={names}
            value={reading.columns[column]}
            fault={faultOf(columnId(column))}
            put={(position) => put({ columns: { ...reading.columns, [column]: position } })}
          />
        ))}
        <SelectField id="tickets-unit" label={t.unit} hint={t.rounding} value={reading.unit} onChange={(event) => put({ unit: event.currentTarget.value as Unit })}>
          {Object.entries(t.units).map(([unit, name]) => (
            <option key={unit} value={unit}>
              {name}
            </option>
          ))}
        </SelectField>
        <OrderField rows={rows} reading={reading} put={(order) => put({ order })} fault={faultOf("tickets-order")} />
      </div>
    </>
  );
}

function columnNames(rows: readonly Row[], header: boolean): string[] {
  const width = rows.reduce((most, { cells }) => Math.max(most, cells.length), 0);
  const cell = (row: Row | undefined, index: number) => (row?.cells[index] ?? "").trim().slice(0, SHOWN);
  const example = bodyOf(rows, header)[0];
  return Array.from({ length: width }, (_, index) => (header && cell(rows[0], index)) || t.column(index + 1, cell(example, index)));
}

interface ColumnFieldProps {
  column: Column;
  names: string[];
  value: number | null;
  fault: string | undefined;
  put: (position: number | null) => void;
}

function ColumnField({ column, names, value, fault, put }: ColumnFieldProps) {
  return (
    <SelectField
      id={columnId(column)}
      label={t.columns[column]}
      hint={t.columnHints[column]}
      fault={fault}
      value={value === null ? "" : String(value)}
      onChange={({ currentTarget }) => put(currentTarget.value === "" ? null : Number(currentTarget.value))}
    >
      <option value="">{t.choose}</option>
      {column === "level" && <option value={NO_COLUMN}>{t.noColumn}</option>}
      {names.map((name, index) => (
        <option key={index} value={index}>
          {name}
        </option>
      ))}
    </SelectField>
  );
}

interface OrderProps {
  rows: readonly Row[];
  reading: Reading;
  put: (order: Order | null) => void;
  fault: string | undefined;
}

/** Asked only where some date can be read in two orders; what the file itself proves is said. */
function OrderField({ rows, reading, put, fault }: OrderProps) {
  const { asked, order, proof, torn } = orderOf(rows, reading);
  if (!asked) return null;
  const proving = proof === null ? undefined : bodyOf(rows, reading.header)[proof];
  const text = proving?.cells[reading.columns.date ?? 0]?.trim() ?? "";
  const hint = order && proving ? t.orderProved(proving.line, text) : torn ? t.orderTorn : t.orderOpen;
  return (
    <SelectField id="tickets-order" label={t.order} hint={hint} fault={fault} value={reading.order ?? ""} onChange={({ currentTarget }) => put((currentTarget.value || null) as Order | null)}>
      <option value="">{t.chooseOrder}</option>
      {Object.entries(t.orders).map(([each, name]) => (
        <option key={each} value={each}>
          {name}
        </option>
      ))}
    </SelectField>
  );
}

/** Looks up a cell of the map by its two numbers, and says what stands there. */
import { useState } from "preact/hooks";
import { formatMoney } from "../../lib/money.ts";
import { type BreakEven, readCell, type Side, type Spot } from "../../state/breakEven.ts";
import { charts as t } from "../../text/en.ts";
import { TextField } from "../Field.tsx";

interface Props {
  id: string;
  map: BreakEven;
  currency: string;
  /** True where the answer speaks of what is past. */
  over: boolean;
  /** Called with the cell, or null where the numbers name none. */
  onLook: (spot: Spot | null) => void;
}

export function LookUp({ id, map, currency, over, onLook }: Props) {
  const [typed, setTyped] = useState({ row: String(map.rows.from + map.here.row), column: String(map.columns.from + map.here.column) });
  const look = (next: typeof typed) => {
    setTyped(next);
    onLook(spotOf(map, next));
  };
  const field = (side: "row" | "column", of: Side) => (
    <TextField
      id={`${id}-${side}`}
      label={t.axis(of.name)}
      hint={t.between(of.from, of.to)}
      fault={placeOf(of, typed[side]) === null ? t.outOfRange(of.from, of.to) : undefined}
      type="number"
      inputMode="numeric"
      class="short"
      min={of.from}
      max={of.to}
      value={typed[side]}
      onInput={({ currentTarget }) => look({ ...typed, [side]: currentTarget.value })}
    />
  );
  return (
    <fieldset class="look-up scripted">
      <legend>{t.lookUp}</legend>
      {field("column", map.columns)}
      {field("row", map.rows)}
      <p role="status">{wordsOf(map, currency, over, spotOf(map, typed))}</p>
    </fieldset>
  );
}

/** The place of a typed number on its side; null for what is none. */
function placeOf({ from, to }: Side, typed: string): number | null {
  const count = /^\d{1,6}$/.test(typed.trim()) ? Number(typed) : -1;
  return from <= count && count <= to ? count - from : null;
}

function spotOf(map: BreakEven, typed: { row: string; column: string }): Spot | null {
  const [row, column] = [placeOf(map.rows, typed.row), placeOf(map.columns, typed.column)];
  return row === null || column === null ? null : { row, column };
}

function wordsOf(map: BreakEven, currency: string, over: boolean, spot: Spot | null): string {
  const read = spot && readCell(map, spot);
  if (!read) return "";
  const column = { name: map.columns.name, count: map.columns.from + spot.column };
  const row = { name: map.rows.name, count: map.rows.from + spot.row };
  return t.cell(t.counted(column, row), t.chainHere(read.option.name, read.chain), t.sum(formatMoney({ minor: read.total, currency }), read.agreed), read.tied, over);
}

/** The table: plans across, facts down, every state in words. Prerendered only; `shown.ts` shows and hides its parts. */
import { Marks, type Notes } from "../../components/Reading.tsx";
import { TableRegion } from "../../components/Small.tsx";
import { common } from "../../text/en.ts";
import type { Column } from "./model.ts";
import type { TableCell, TableGroup, TableRow } from "./rows.ts";

interface Props {
  caption: string;
  columns: Column[];
  groups: TableGroup[];
  /** Which columns show at first, by index. */
  shown: number[];
  notes: Notes;
}

export function Table({ caption, columns, groups, shown, notes }: Props) {
  return (
    <TableRegion labelledBy="caption">
      <table class="compare">
        <caption id="caption">
          <span>{caption}</span>
        </caption>
        <thead>
          <tr>
            <td></td>
            {columns.map(({ key, name, family }, index) => (
              <th key={key} scope="col" hidden={!shown.includes(index)}>
                {name}
                {family && <small>{family}</small>}
              </th>
            ))}
          </tr>
        </thead>
        {groups.map(({ id, title, rows }) => (
          <tbody key={id}>
            <tr class="group">
              <th scope="rowgroup" colSpan={shown.length + 1}>
                <span>{title}</span>
              </th>
            </tr>
            {rows.map((row) => (
              <FactRow key={row.id} row={row} shown={shown} notes={notes} />
            ))}
          </tbody>
        ))}
      </table>
    </TableRegion>
  );
}

function FactRow({ row, shown, notes }: { row: TableRow; shown: number[]; notes: Notes }) {
  return (
    <tr id={`row-${row.id}`} data-says={row.says} data-of={row.of}>
      <th scope="row">
        <span>{row.label}</span>
        <Marks numbers={notes.numbers(row.readings)} />
        {row.formula && <small>{row.formula}</small>}
      </th>
      {row.cells.map((cell, index) => (
        <td key={index} hidden={!shown.includes(index)}>
          <FactCell cell={cell} notes={notes} />
        </td>
      ))}
    </tr>
  );
}

function FactCell({ cell, notes }: { cell: TableCell; notes: Notes }) {
  const last = cell.text.length - 1;
  return (
    <>
      {cell.text.map((part, index) => (
        <span key={part} class={cell.state}>
          {index < last ? `${part}, ` : part}
        </span>
      ))}
      <Marks numbers={notes.numbers(cell.readings)} />
      {cell.detail && <small>{cell.detail}</small>}
      {cell.lines.length > 0 && <small class="source">{common.lines(cell.lines)}</small>}
      {cell.link && (
        <a class="button screen" href={cell.link.href} aria-label={cell.link.name}>
          {cell.link.text}
        </a>
      )}
    </>
  );
}

/** The table itself: plans across, facts down, every state in words. */
import { Marks } from "../../components/Reading.tsx";
import { TableRegion } from "../../components/Small.tsx";
import { compare as t } from "../../text/en.ts";
import type { Cell, ComparisonData, Group, Row } from "./model.ts";

interface Props {
  data: ComparisonData;
  groups: Group[];
  /** Which columns, by index. */
  shown: number[];
}

export function Table({ data, groups, shown }: Props) {
  return (
    <TableRegion labelledBy="caption">
      <table class="compare" data-plans={shown.length}>
        <caption id="caption">{data.caption}</caption>
        <thead>
          <tr>
            <th scope="col">{t.corner}</th>
            {shown.map((index) => (
              <th key={index} scope="col">
                {data.columns[index]?.name}
                {data.crossing && <small>{data.columns[index]?.family}</small>}
              </th>
            ))}
          </tr>
        </thead>
        {groups.map(
          ({ id, title, rows }) =>
            rows.length > 0 && (
              <tbody key={id}>
                <tr class="group">
                  <th scope="rowgroup" colSpan={shown.length + 1}>
                    <span>{title}</span>
                  </th>
                </tr>
                {rows.map((row) => (
                  <TableRow key={row.id} row={row} shown={shown} />
                ))}
              </tbody>
            ),
        )}
      </table>
    </TableRegion>
  );
}

function TableRow({ row, shown }: { row: Row; shown: number[] }) {
  return (
    <tr id={`row-${row.id}`}>
      <th scope="row">
        {row.label}
        {row.notes && <Marks numbers={row.notes} />}
        {row.formula && <small>{row.formula}</small>}
      </th>
      {shown.map((index) => {
        const cell = row.cells[index];
        return <td key={index}>{cell && <TableCell cell={cell} />}</td>;
      })}
    </tr>
  );
}

function TableCell({ cell }: { cell: Cell }) {
  const last = cell.text.length - 1;
  return (
    <>
      {cell.text.map((part, index) => (
        <span key={part} class={cell.state ?? "fact"}>
          {index < last ? `${part}, ` : part}
        </span>
      ))}
      {cell.notes && <Marks numbers={cell.notes} />}
      {cell.detail && <small>{cell.detail}</small>}
      {cell.lines && <small class="source">{cell.lines}</small>}
      {cell.link && (
        <a class="screen" href={cell.link.href} aria-label={cell.link.name}>
          {cell.link.text}
        </a>
      )}
    </>
  );
}

/**
 * The map as a table, cell by cell.
 *
 * Cells show the option's letter, so that forty columns fit on a sheet, and say its name: to who listens, and to who copies.
 */
import { type BreakEven, readCell } from "../../state/breakEven.ts";
import { charts as t } from "../../text/en.ts";
import { type About, spanWords } from "./about.ts";
import { lookOf } from "./looks.ts";

interface Props {
  map: BreakEven;
  about: About;
  order: readonly string[];
  captionId: string;
}

export function MapTable({ map, about, order, captionId }: Props) {
  return (
    <table class="map-table">
      <caption id={captionId}>{t.mapCaption(t.mapTitle(about.family, map.by_money, about.over), map.columns.name, map.rows.name, spanWords(about), about.over)}</caption>
      <thead>
        <tr>
          <td />
          {map.cells[0]?.map((_, column) => (
            <th key={column} scope="col">
              {map.columns.from + column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {map.cells.map((cells, row) => (
          <tr key={row}>
            <th scope="row">{map.rows.from + row}</th>
            {cells.map((_, column) => (
              <Cell key={column} map={map} row={row} column={column} order={order} over={about.over} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Cell({ map, row, column, order, over }: { map: BreakEven; row: number; column: number; order: readonly string[]; over: boolean }) {
  const read = readCell(map, { row, column });
  if (!read) return <td />;
  const letterOf = (id: string) => lookOf(order, id).letter;
  const here = map.here.row === row && map.here.column === column;
  return (
    <td class={here ? "here" : undefined}>
      <span class="letter" aria-hidden="true">
        {[read.option, ...read.tied].map(({ id }) => letterOf(id)).join("=")}
      </span>
      <span class="unseen">
        {t.chainHere(read.option.name, read.chain)}
        {t.cellTied(read.tied, over)}
        {here && t.cellHere}
      </span>
    </td>
  );
}

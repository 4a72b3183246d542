/** A short table on a page, laid out as cards on phones. */
import type { ComponentChildren } from "preact";
import { Cell, Head } from "./cells.tsx";

interface Props<Row> {
  caption: string;
  rows: readonly Row[];
  keyOf: (row: Row) => string;
  /** The first column is what a row is about. */
  columns: readonly { name: string; cell: (row: Row) => ComponentChildren }[];
  /** Whether what a row is about says little without its column's name, as a bare number does. */
  numbered?: boolean;
  /** Whether all other columns are amounts and numbers. */
  figures?: boolean;
}

export function SmallTable<Row>({ caption, rows, keyOf, columns: [head, ...rest], numbered = false, figures = false }: Props<Row>) {
  if (rows.length === 0 || !head) return null;
  return (
    <table class={figures ? "cards figures" : "cards"} role="table">
      <caption>{caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          <Head>{head.name}</Head>
          {rest.map(({ name }) => (
            <Head key={name}>{name}</Head>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row) => (
          <tr key={keyOf(row)} role="row">
            <th scope="row" role="rowheader" data-column={numbered ? head.name : undefined}>
              {head.cell(row)}
            </th>
            {rest.map(({ name, cell }) => {
              const shown = cell(row);
              return (
                <Cell key={name} name={name} empty={shown === null || shown === ""}>
                  {shown}
                </Cell>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

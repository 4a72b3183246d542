/** The map row by row in words: which option costs least up to which number. On paper it stands for the table, whose letters would be too small. */
import { type BreakEven, rowRuns } from "../../state/breakEven.ts";
import { charts as t } from "../../text/en.ts";
import { lookOf } from "./looks.ts";

export function MapRuns({ map, order }: { map: BreakEven; order: readonly string[] }) {
  const { rows, columns } = map;
  return (
    <div class="runs">
      <p>{t.runsLead(columns.name)}</p>
      <ul>
        {rowRuns(map.cells).map(({ first, last, runs }) => (
          <li key={first}>
            {t.runsOf(
              t.numbers(rows.from + first, rows.from + last, rows.to),
              rows.name,
              runs.map(({ value, first: from, last: to }) => {
                const { id, name } = map.options[value] ?? { id: "", name: "" };
                return t.run(lookOf(order, id).letter, name, t.numbers(columns.from + from, columns.from + to, columns.to));
              }),
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

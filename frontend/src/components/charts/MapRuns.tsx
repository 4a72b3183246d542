/** The map row by row in words: which option costs least up to which number. On paper it stands for the table, whose letters would be too small. */
import { type BreakEven, mapRuns, namedAt } from "../../state/breakEven.ts";
import { charts as t } from "../../text/en.ts";
import { lookOf } from "./looks.ts";

export function MapRuns({ map, order, over }: { map: BreakEven; order: readonly string[]; over: boolean }) {
  const { rows, columns } = map;
  return (
    <div class="runs">
      <p>{t.runsLead(columns.name)}</p>
      <ul>
        {mapRuns(map).map(({ first, last, runs }) => (
          <li key={first}>
            {t.runsOf(
              t.numbers(rows.from + first, rows.from + last, rows.to),
              rows.name,
              runs.map(({ value, first: from, last: to, tied }) => {
                const { id, name } = map.options[value] ?? { id: "", name: "" };
                const counts = t.numbers(columns.from + from, columns.from + to, columns.to);
                return t.run(lookOf(order, id).letter, name, tied ? t.numbersTied(counts, namedAt(map, tied), over) : counts);
              }),
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

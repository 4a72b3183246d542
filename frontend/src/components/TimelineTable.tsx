/** The timeline's content as a table: lane by lane, in the order of the days. */
import type { LaneView } from "../api/installations.ts";
import { formatDate } from "../lib/dates.ts";
import { dayBefore, dayNumber, type Stretch } from "../state/timeline.ts";
import { timeline as t } from "../text/en.ts";

interface Props {
  id: string;
  name: string;
  lanes: readonly LaneView[];
  stretches: readonly Stretch[];
  today: string;
}

interface Row {
  what: string;
  first: string;
  /** Null while it has not ended. */
  last: string | null;
  days: number;
}

export function TimelineTable({ id, name, lanes, stretches, today }: Props) {
  return (
    <table>
      <caption id={id}>{t.caption(name, formatDate(today))}</caption>
      <thead>
        <tr>
          <th scope="col">{t.lane}</th>
          <th scope="col">{t.what}</th>
          <th scope="col">{t.firstDay}</th>
          <th scope="col">{t.lastDay}</th>
          <th scope="col" class="number">
            {t.days}
          </th>
        </tr>
      </thead>
      {lanes.map((lane) => (
        <LaneBody key={lane.lane} lane={lane} rows={rowsOf(lane, stretches)} />
      ))}
    </table>
  );
}

function LaneBody({ lane, rows }: { lane: LaneView; rows: Row[] }) {
  const name = (
    <th scope="rowgroup" rowSpan={Math.max(1, rows.length)}>
      {lane.name}
    </th>
  );
  if (rows.length === 0) {
    return (
      <tbody>
        <tr>
          {name}
          <td colSpan={4}>{t.nothing}</td>
        </tr>
      </tbody>
    );
  }
  return (
    <tbody>
      {rows.map(({ what, first, last, days }, index) => (
        <tr key={first + what}>
          {index === 0 && name}
          <td>{what}</td>
          <td>{formatDate(first)}</td>
          <td>{last ? formatDate(last) : t.stillOpen}</td>
          <td class="number">{last ? days : t.soFar(days)}</td>
        </tr>
      ))}
    </tbody>
  );
}

function rowsOf({ lane, covered, gaps }: LaneView, stretches: readonly Stretch[]): Row[] {
  const spans =
    lane === "support"
      ? stretches.map(({ name, start, end, state }) => ({ what: t.termWords(name, t.stateWord[state]), start, end, open: false }))
      : covered.map(({ start, end }) => ({ what: t.covered, start, end, open: false }));
  const all = [...spans, ...gaps.map(({ start, end, open }) => ({ what: t.gap(lane), start, end, open }))];
  return all
    .sort((one, other) => (one.start < other.start ? -1 : 1))
    .map(({ what, start, end, open }) => ({
      what,
      first: start,
      last: open ? null : dayBefore(end),
      days: dayNumber(end) - dayNumber(start),
    }));
}

/** What cover ends with a refund, in sentences; and what neither ends nor comes back. */
import type { Beside, LineCover } from "../../../api/deskMoney.ts";
import { formatDate } from "../../../lib/dates.ts";
import { refunds as t } from "../../../text/en.ts";

/** True while a line has cover that a refund could end. */
export function rests({ terms, units }: LineCover): boolean {
  return terms.length > 0 || units.some(({ left }) => left > 0);
}

export function CoverEnds({ cover }: { cover: LineCover }) {
  const { terms, units, behind, closed, moved } = cover;
  const ending = units.filter(({ left }) => left > 0);
  return (
    <ul>
      {!rests(cover) && <li>{t.nothingEnds}</li>}
      {terms.map(({ id, plan_name, first_day, last_covered_day, ends_on, days_left, requests_used }) => (
        <li key={id}>
          {ends_on ? t.ends(plan_name, formatDate(ends_on)) : t.neverBegins(plan_name, formatDate(first_day), formatDate(last_covered_day))}{" "}
          {t.unused(days_left, requests_used)} {t.windowsEnd}
        </li>
      ))}
      {ending.map(({ name, used, left }) => (
        <li key={name}>{t.unitsEnd(left, used, name)}</li>
      ))}
      {behind.map((each) => (
        <li key={each.first_day}>{t.behind(...span(each))}</li>
      ))}
      {closed.map((each) => (
        <li key={each.first_day}>{closing(each)}</li>
      ))}
      {moved.map((each) => (
        <li key={each.first_day}>{t.moved(...span(each))}</li>
      ))}
      {closed.length > 0 && <li>{t.byHand}</li>}
    </ul>
  );
}

function span({ plan_name, first_day, last_covered_day }: Beside): [string, string, string] {
  return [plan_name, formatDate(first_day), formatDate(last_covered_day)];
}

function closing({ plan_name, closed_on, closed_because }: Beside): string {
  const day = closed_on ? formatDate(closed_on) : "";
  if (closed_because === "upgrade") return t.closedByUpgrade(plan_name, day);
  return closed_because === "start_today" ? t.closedByToday(plan_name, day) : t.closedOther(plan_name, day);
}

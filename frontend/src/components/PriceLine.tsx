/** A line of a price in full: what it buys, for how long, what it costs, and where that is written. */
import type { PriceLine, TermView, Window } from "../api/prices.ts";
import { formatDate, formatLastCoveredDay } from "../lib/dates.ts";
import { buying as t } from "../text/en.ts";
import { Marks, type Notes } from "./Reading.tsx";
import { LineRef, Money } from "./Small.tsx";

interface Props {
  line: PriceLine;
  notes: Notes;
  planName: (id: string) => string;
}

/** Title and total, then the details. */
export function PriceLineItem({ line, notes, planName }: Props) {
  return (
    <li class="priced">
      <div class="row">
        <h3>{line.title}</h3>
        <strong>
          <Money of={line.total} />
        </strong>
      </div>
      <PriceLineDetails line={line} notes={notes} planName={planName} />
    </li>
  );
}

export function PriceLineDetails({ line, notes, planName }: Props) {
  const numbers = notes.numbers(line.readings);
  return (
    <>
      <p>
        {line.buys} <Marks numbers={numbers} />
      </p>
      <p class="small">
        {t.quantityOf(line.kind, line.quantity)} <Money of={line.unit_price} /> = <Money of={line.total} /> <LineRef lines={line.lines} />
      </p>
      {line.kind === "new_installation" && <p class="small soft">{t.asIfPaidToday}</p>}
      <Terms terms={line.terms} planName={planName} />
      {line.stated_by_buyer && <p class="small soft">{t.statedByBuyer}</p>}
    </>
  );
}

/** The exact days of each term, always told by the last covered day. */
export function Terms({ terms, planName }: { terms: TermView[]; planName: (id: string) => string }) {
  return (
    <>
      {terms.map((term, index) => (
        <div key={term.start} class="term">
          {terms.length > 1 && <p class="small name">{t.termOf(index + 1, terms.length, planName(term.plan))}</p>}
          <dl class="facts">
            <dt>{t.firstDay}</dt>
            <dd>{formatDate(term.start)}</dd>
            <dt>{t.lastCoveredDay}</dt>
            <dd>{formatLastCoveredDay(term)}</dd>
            <dt>{t.criticalUpdates}</dt>
            <dd>{until(term.critical_updates)}</dd>
            <dt>{t.maintenanceUpgrades}</dt>
            <dd>{until(term.maintenance_upgrades)}</dd>
          </dl>
        </div>
      ))}
    </>
  );
}

function until(window: Window | null): string {
  return window ? t.until(formatLastCoveredDay(window)) : t.notStated;
}

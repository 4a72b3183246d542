/** A line of a price in full: what it buys, for how long, what it costs, and where that is written. */
import type { PriceLine, TermView, Window } from "../api/prices.ts";
import { formatDate, formatLastCoveredDay } from "../lib/dates.ts";
import { buying as t } from "../text/en.ts";
import { Marks, type Notes } from "./Reading.tsx";
import { LineRef, Money } from "./Small.tsx";

/** What begins on the day it is paid. */
const FROM_PAYMENT: ReadonlySet<string> = new Set(["new_installation", "upgrade"]);

interface Props {
  line: PriceLine;
  notes: Notes;
  planName: (id: string) => string;
  /** The day for which the dates were worked out; null once they are final. */
  asOf: string | null;
}

/** Title and total, then the details. */
export function PriceLineItem(props: Props) {
  return (
    <li class="priced">
      <div class="row">
        <h3>{props.line.title}</h3>
        <strong>
          <Money of={props.line.total} />
        </strong>
      </div>
      <PriceLineDetails {...props} />
    </li>
  );
}

export function PriceLineDetails({ line, notes, planName, asOf }: Props) {
  const numbers = notes.numbers(line.readings);
  return (
    <>
      {line.installation && <p class="small name">{t.forInstallation(line.installation)}</p>}
      <p>
        {line.buys} <Marks numbers={numbers} />
      </p>
      {line.kind !== "credit" && line.kind !== "discount" && <Quantity line={line} />}
      {asOf && (FROM_PAYMENT.has(line.kind) || line.start === "from_payment") && <p class="small soft">{t.asIfPaidOn(formatDate(asOf))}</p>}
      <Terms terms={line.terms} planName={planName} />
      {asOf && line.stated_by_buyer && <p class="small soft">{t.statedByBuyer}</p>}
    </>
  );
}

/** How the total comes about; a credit's arithmetic stands in what it says. */
function Quantity({ line }: { line: PriceLine }) {
  return (
    <p class="small">
      {t.quantityOf(line.kind, line.quantity)} <Money of={line.unit_price} />
      {line.quantity > 1 && (
        <>
          {" = "}
          <Money of={line.total} />
        </>
      )}{" "}
      <LineRef lines={line.lines} />
    </p>
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

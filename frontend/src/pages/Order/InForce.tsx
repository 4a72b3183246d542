/** What of an order is in force now, and what of it has ended before its time. */
import type { OrderView } from "../../api/orders.ts";
import { Terms } from "../../components/PriceLine.tsx";
import { Badge } from "../../components/Small.tsx";
import { formatDate } from "../../lib/dates.ts";
import { order as t } from "../../text/en.ts";
import type { OrderData } from "./page.tsx";

interface Props {
  order: OrderView;
  data: OrderData;
}

type Fulfilled = OrderView["terms"][number];

export function InForce({ order: { terms, incidents }, data }: Props) {
  const running = terms.filter(({ ended }) => !ended);
  const usable = incidents.filter(({ ended }) => !ended);
  return (
    <>
      {running.length + usable.length > 0 && (
        <section>
          <h2>{t.inForceTitle}</h2>
          {running.map((each) => (
            <Running key={keyOf(each)} of={each} data={data} />
          ))}
          <ul>
            {usable.map(({ level, units, last_day }) => (
              <li key={level}>
                {t.units(units, data.levels[level] ?? level)}
                {last_day && t.usableUntil(formatDate(last_day))}
              </li>
            ))}
          </ul>
        </section>
      )}
      <Ended terms={terms.filter(({ ended }) => ended)} incidents={incidents.filter(({ ended }) => ended)} data={data} />
    </>
  );
}

/** A term as it stands: one that is closed on a later day is covered up to the day before. */
function Running({ of: { line, installation, term, last_supported_day, suspended_on }, data }: { of: Fulfilled; data: OrderData }) {
  const now = { ...term, last_covered_day: last_supported_day ?? term.last_covered_day };
  return (
    <div class="details">
      <h3>
        {planOf(term, data)}, {t.installation(installation, line + 1)}
      </h3>
      {suspended_on && (
        <p>
          <Badge tone="warn">{t.suspended}</Badge> {t.suspendedSince(formatDate(suspended_on))}
        </p>
      )}
      <Terms terms={[now]} planName={(id) => data.plans[id] ?? id} />
    </div>
  );
}

function Ended({ terms, incidents, data }: Pick<OrderView, "terms" | "incidents"> & { data: OrderData }) {
  if (terms.length + incidents.length === 0) return null;
  return (
    <section>
      <h2>{t.endedTitle}</h2>
      <ul>
        {terms.map((each) => (
          <li key={keyOf(each)}>
            <strong>{planOf(each.term, data)}</strong>, {t.installation(each.installation, each.line + 1)}: {ending(each)}{" "}
            {t.endedBecause[each.closed_because ?? ""]}
          </li>
        ))}
        {incidents.map(({ level, units }) => (
          <li key={level}>{t.unitsEnded(units, data.levels[level] ?? level)}</li>
        ))}
      </ul>
    </section>
  );
}

function ending({ term, last_supported_day }: Fulfilled): string {
  return last_supported_day ? t.endedOn(formatDate(last_supported_day)) : t.neverBegan(formatDate(term.start));
}

function planOf(term: Fulfilled["term"], data: OrderData): string {
  return data.plans[term.plan] ?? term.plan;
}

function keyOf({ line, term }: Fulfilled): string {
  return `${line}-${term.start}`;
}

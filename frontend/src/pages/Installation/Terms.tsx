/** Every term of the installation, with what it rests on. */
import type { BookedTerm } from "../../api/installations.ts";
import { TableRegion } from "../../components/Small.tsx";
import { formatDate } from "../../lib/dates.ts";
import { installation as t, timeline } from "../../text/en.ts";

export function TermSection({ terms, seesOrders }: { terms: BookedTerm[]; seesOrders: boolean }) {
  const latest = [...terms].sort((one, other) => (one.start < other.start ? 1 : -1));
  return (
    <section>
      <h2>{t.termsTitle}</h2>
      {latest.length === 0 ? (
        <p>{t.noTermsYet}</p>
      ) : (
        <TableRegion labelledBy="terms-caption">
          <table class="terms">
            <caption id="terms-caption">{t.termsCaption}</caption>
            <thead>
              <tr>
                <th scope="col">{t.plan}</th>
                <th scope="col">{t.firstDay}</th>
                <th scope="col">{t.lastDay}</th>
                <th scope="col">{t.state}</th>
                <th scope="col">{t.from}</th>
              </tr>
            </thead>
            <tbody>
              {latest.map((term) => (
                <Row key={term.id} term={term} seesOrders={seesOrders} />
              ))}
            </tbody>
          </table>
        </TableRegion>
      )}
    </section>
  );
}

function Row({ term, seesOrders }: { term: BookedTerm; seesOrders: boolean }) {
  const { plan_name, start, last_covered_day, state, origin, order_number, reason, closed_on, suspended_on } = term;
  return (
    <tr>
      <th scope="row">{plan_name}</th>
      <td>{formatDate(start)}</td>
      <td>{formatDate(last_covered_day)}</td>
      <td>
        {timeline.stateWord[state]}
        {closed_on && <div class="small soft">{t.closedOn(formatDate(closed_on))}</div>}
        {suspended_on && <div class="small soft">{t.suspendedSince(formatDate(suspended_on))}</div>}
      </td>
      <td>
        {order_number ? <OrderName number={order_number} link={seesOrders} /> : t.origin[origin]}
        {reason && <div class="small soft">{reason}</div>}
      </td>
    </tr>
  );
}

function OrderName({ number, link }: { number: string; link: boolean }) {
  return link ? <a href={`/account/orders/#order-${number}`}>{t.order(number)}</a> : <>{t.order(number)}</>;
}

/** Every term of the installation, with what it rests on. */
import type { BookedTerm } from "../../api/installations.ts";
import { Cell, Head } from "../../components/cells.tsx";
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
        <table class="cards" role="table">
          <caption>{t.termsCaption}</caption>
          <thead role="rowgroup">
            <tr role="row">
              <Head>{t.plan}</Head>
              <Head>{t.firstDay}</Head>
              <Head>{t.lastDay}</Head>
              <Head>{t.state}</Head>
              <Head>{t.from}</Head>
            </tr>
          </thead>
          <tbody role="rowgroup">
            {latest.map((term) => (
              <Row key={term.id} term={term} seesOrders={seesOrders} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function Row({ term, seesOrders }: { term: BookedTerm; seesOrders: boolean }) {
  const { plan_name, start, state, origin, order_number, reason, suspended_on } = term;
  return (
    <tr role="row">
      <th scope="row" role="rowheader">
        {plan_name}
      </th>
      <Cell name={t.firstDay}>{formatDate(start)}</Cell>
      <Cell name={t.lastDay}>
        <LastDay term={term} />
      </Cell>
      <Cell name={t.state}>
        {timeline.stateWord[state]}
        {suspended_on && <div class="small soft">{t.suspendedSince(formatDate(suspended_on))}</div>}
      </Cell>
      <Cell name={t.from}>
        {order_number ? <OrderName number={order_number} link={seesOrders} /> : t.origin[origin]}
        {reason && <div class="small soft">{reason}</div>}
      </Cell>
    </tr>
  );
}

/** The day it really covers last; a term that was closed early also says until when it was sold. */
function LastDay({ term: { last_covered_day, last_supported_day, closed_because } }: { term: BookedTerm }) {
  if (!closed_because) return <>{formatDate(last_covered_day)}</>;
  const because = t.closedBecause[closed_because];
  return (
    <>
      {last_supported_day ? t.closedUntil(formatDate(last_supported_day), because) : t.neverBegan(because)}
      <div class="small soft">{t.sold(formatDate(last_covered_day))}</div>
    </>
  );
}

function OrderName({ number, link }: { number: string; link: boolean }) {
  return link ? <a href={`/account/orders/#order-${number}`}>{t.order(number)}</a> : <>{t.order(number)}</>;
}

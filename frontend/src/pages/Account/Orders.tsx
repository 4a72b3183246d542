/** The orders of a customer, each leading to its own page. */
import { type OrderSummary, readOrders } from "../../api/account.ts";
import { ButtonLink } from "../../components/Button.tsx";
import { DocumentList } from "../../components/DocumentList.tsx";
import { OrderBadge } from "../../components/OrderBadge.tsx";
import { Signed } from "../../components/Signed.tsx";
import { Money } from "../../components/Small.tsx";
import { formatMoment } from "../../lib/dates.ts";
import { accountOrders as t } from "../../text/en.ts";
import { Cell, Head } from "../../components/cells.tsx";

export function Orders() {
  return (
    <Signed here="orders" needs="see_orders" load={readOrders}>
      {(orders) => (orders.length > 0 ? <List orders={orders} /> : <Empty />)}
    </Signed>
  );
}

function List({ orders }: { orders: OrderSummary[] }) {
  return (
    <table class="cards" role="table">
      <caption>{t.caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          <Head>{t.number}</Head>
          <Head>{t.placed}</Head>
          <Head>{t.lines}</Head>
          <Head>{t.state}</Head>
          <Head>{t.total}</Head>
          <Head>{t.documents}</Head>
        </tr>
      </thead>
      <tbody role="rowgroup">
        {orders.map(({ number, token, placed_at, lines, state, total, documents }) => (
          <tr key={number} role="row">
            <th scope="row" role="rowheader">
              <a href={`/orders/${token}/`}>{number}</a>
            </th>
            <Cell name={t.placed}>{formatMoment(placed_at)}</Cell>
            <Cell name={t.lines}>
              {lines.map((title, index) => (
                <div key={index}>{title}</div>
              ))}
            </Cell>
            <Cell name={t.state}>
              <OrderBadge state={state} />
            </Cell>
            <Cell name={t.total}>
              <Money of={total} />
            </Cell>
            <Cell name={t.documents}>{documents.length > 0 ? <DocumentList of={documents} /> : t.noDocuments}</Cell>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Empty() {
  return (
    <section>
      <h2>{t.emptyTitle}</h2>
      <p>{t.empty}</p>
      <ButtonLink kind="primary" href="/configure/">
        {t.buy}
      </ButtonLink>
    </section>
  );
}

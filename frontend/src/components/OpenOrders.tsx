/** Orders that stand for an installation already, so that nobody orders twice by mistake. */
import type { OpenOrder } from "../api/installations.ts";
import { formatMoment } from "../lib/dates.ts";
import { openOrders as t } from "../text/en.ts";
import { Note } from "./Small.tsx";

export function OpenOrders({ orders }: { orders: OpenOrder[] }) {
  if (orders.length === 0) return null;
  return (
    <Note tone="warn" title={t.title(orders.length)}>
      <OpenOrderList orders={orders} />
      <p>{t.twice}</p>
    </Note>
  );
}

/** One line each; its page is linked for who may see orders. */
export function OpenOrderList({ orders }: { orders: OpenOrder[] }) {
  return (
    <>
      {orders.map(({ number, state, expires_at, token }) => (
        <p key={number}>
          {t.stands[state](number, formatMoment(expires_at))} {token && <a href={`/orders/${token}/`}>{t.toOrder(number)}</a>}
        </p>
      ))}
    </>
  );
}

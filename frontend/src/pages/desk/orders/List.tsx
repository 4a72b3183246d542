/** The list of orders at the desk. */
import type { OrderRow } from "../../../api/desk.ts";
import { Desk } from "../../../components/Desk.tsx";
import { type Column, DeskList } from "../../../components/DeskList.tsx";
import { OrderBadge } from "../../../components/OrderBadge.tsx";
import { Money } from "../../../components/Small.tsx";
import { formatMoment } from "../../../lib/dates.ts";
import { orderAtDesk } from "../../../state/desk.ts";
import { deskLists, order } from "../../../text/en.ts";
import { options } from "../options.ts";

const t = deskLists.orders;

const NUMBER: Column<OrderRow> = { name: t.columns.number, cell: ({ number }) => <a href={orderAtDesk(number)}>{number}</a> };

const COLUMNS: Column<OrderRow>[] = [
  {
    name: t.columns.company,
    cell: ({ company, email, purchase_order }) => (
      <>
        {company}
        <small>{email}</small>
        {purchase_order && <small>{purchase_order}</small>}
      </>
    ),
  },
  { name: t.columns.state, cell: ({ state }) => <OrderBadge state={state} /> },
  { name: t.columns.placed, cell: ({ placed_at }) => formatMoment(placed_at) },
  { name: t.columns.total, cell: ({ total }) => <Money of={total} /> },
  { name: t.columns.received, cell: ({ received }) => (received.minor === 0 ? null : <Money of={received} />) },
];

export function List() {
  return (
    <Desk here="orders">
      {() => (
        <DeskList
          list="orders"
          caption={t.caption}
          head={NUMBER}
          columns={COLUMNS}
          keyOf={({ number }) => number}
          searchHint={t.searchHint}
          states={options(order.stateWord)}
          sorts={options(t.sorts)}
          empty={<p>{t.empty}</p>}
        />
      )}
    </Desk>
  );
}

/** Cover that ends and that nothing follows. */
import type { TermRow } from "../../../api/desk.ts";
import { Desk } from "../../../components/Desk.tsx";
import { type Column, DeskList } from "../../../components/DeskList.tsx";
import { formatDate } from "../../../lib/dates.ts";
import { customerAtDesk, orderAtDesk } from "../../../state/desk.ts";
import { deskLists } from "../../../text/en.ts";
import { options } from "../options.ts";

const t = deskLists.terms;

const INSTALLATION: Column<TermRow> = {
  name: t.columns.installation,
  cell: ({ installation, reference }) => (
    <>
      {installation}
      {reference && reference !== installation && <small>{reference}</small>}
    </>
  ),
};

const COLUMNS: Column<TermRow>[] = [
  {
    name: t.columns.customer,
    cell: ({ customer, customer_id }) => (customer_id ? <a href={customerAtDesk(customer_id)}>{customer}</a> : t.guest),
  },
  { name: t.columns.plan, cell: ({ plan_name }) => plan_name },
  {
    name: t.columns.last,
    cell: ({ last_covered_day, days_left }) => (
      <>
        <span class="nowrap">{formatDate(last_covered_day)}</span>
        <small>{days_left > 0 ? t.left(days_left) : t.over}</small>
      </>
    ),
  },
  { name: t.columns.order, cell: ({ order_number }) => order_number && <a href={orderAtDesk(order_number)}>{order_number}</a> },
];

export function List() {
  return (
    <Desk here="terms">
      {() => (
        <DeskList
          list="terms"
          caption={t.caption}
          head={INSTALLATION}
          columns={COLUMNS}
          keyOf={({ id }) => id}
          searchHint={t.searchHint}
          states={options(t.states)}
          oneState
          sorts={options(t.sorts)}
          empty={<p>{t.empty}</p>}
        />
      )}
    </Desk>
  );
}

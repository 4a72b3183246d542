/** The list of quotes: what was sent, opened, accepted, paid, and what is about to expire. */
import type { QuoteRow } from "../../../api/desk.ts";
import { ButtonLink } from "../../../components/Button.tsx";
import { Desk } from "../../../components/Desk.tsx";
import { type Column, DeskList } from "../../../components/DeskList.tsx";
import { OrderBadge } from "../../../components/OrderBadge.tsx";
import { Badge, Money } from "../../../components/Small.tsx";
import { formatDate, formatMoment } from "../../../lib/dates.ts";
import { orderAtDesk } from "../../../state/desk.ts";
import { deskQuotes as t } from "../../../text/en.ts";
import { options } from "../options.ts";
import { QuoteBadge } from "../../../components/QuoteBadge.tsx";

const NUMBER: Column<QuoteRow> = {
  name: t.columns.quote,
  cell: ({ id, number, revision }) => (
    <>
      <a href={`/desk/quotes/${id}/`}>{number}</a>
      {revision > 1 && <small>{t.revisionOf(revision)}</small>}
    </>
  ),
};

const COLUMNS: Column<QuoteRow>[] = [
  {
    name: t.columns.whom,
    cell: ({ company, email }) => (
      <>
        {company ?? email ?? t.openFor}
        {company && email && <small>{email}</small>}
      </>
    ),
  },
  { name: t.columns.state, cell: (row) => <State row={row} /> },
  { name: t.columns.total, cell: ({ total }) => <Money of={total} /> },
  { name: t.columns.valid, cell: ({ valid_until }) => valid_until && <span class="nowrap">{formatDate(valid_until)}</span> },
  { name: t.columns.sent, cell: ({ sent_at }) => sent_at && formatMoment(sent_at) },
  { name: t.columns.opened, cell: ({ opened_at }) => opened_at && formatMoment(opened_at) },
  { name: t.columns.seller, cell: ({ seller }) => seller ?? t.aBuyer },
];

function State({ row: { state, expiring, approval, order_number, order_state } }: { row: QuoteRow }) {
  return (
    <>
      <QuoteBadge state={state} words={t.stateWord} /> {expiring && <Badge tone="warn">{t.expiring}</Badge>}{" "}
      {state === "draft" && approval && approval !== "given" && <Badge tone="warn">{t.approvalWord[approval]}</Badge>}
      {order_number && (
        <small>
          <a href={orderAtDesk(order_number)}>{t.toOrder(order_number)}</a> {order_state && order_state !== "placed" && <OrderBadge state={order_state} />}
        </small>
      )}
    </>
  );
}

export function List() {
  return (
    <Desk here="quotes">
      {({ role }) => (
        <>
          {role !== "finance" && (
            <p>
              <ButtonLink kind="primary" href="/desk/quotes/new/">
                {t.write}
              </ButtonLink>
            </p>
          )}
          <DeskList
            list="quotes"
            caption={t.caption}
            head={NUMBER}
            columns={COLUMNS}
            keyOf={({ id }) => id}
            searchHint={t.searchHint}
            states={options(t.filters)}
            sorts={options(t.sorts)}
            empty={<p>{t.empty}</p>}
          />
        </>
      )}
    </Desk>
  );
}

/** The list of what needs a person, and whether all money is accounted for. */
import { Fragment } from "preact";
import { useState } from "preact/hooks";
import type { ReviewRow } from "../../../api/desk.ts";
import { type MoneyAccounts, readAccounts } from "../../../api/deskMoney.ts";
import { Button } from "../../../components/Button.tsx";
import { Brought, Desk } from "../../../components/Desk.tsx";
import { type Column, DeskList } from "../../../components/DeskList.tsx";
import { Money, Note } from "../../../components/Small.tsx";
import { formatMoment } from "../../../lib/dates.ts";
import { orderAtDesk, reviewAtDesk } from "../../../state/desk.ts";
import { deskMoney as t } from "../../../text/en.ts";
import { options } from "../options.ts";

const KIND: Column<ReviewRow> = { name: t.columns.kind, cell: ({ id, kind }) => <a href={reviewAtDesk(id)}>{t.kindName[kind] ?? kind}</a> };

const COLUMNS: Column<ReviewRow>[] = [
  { name: t.columns.amount, cell: ({ amount }) => amount && <Money of={amount} /> },
  { name: t.columns.order, cell: ({ order_number }) => order_number && <a href={orderAtDesk(order_number)}>{order_number}</a> },
  { name: t.columns.company, cell: ({ company }) => company },
  { name: t.columns.since, cell: ({ created_at }) => formatMoment(created_at) },
  { name: t.columns.detail, cell: ({ detail }) => detail },
  {
    name: t.columns.settled,
    cell: ({ resolution, closed_by, reason }) =>
      resolution && (
        <>
          {t.resolutionName[resolution] ?? resolution}
          <small>{closed_by}</small>
          {reason && <small>{reason}</small>}
        </>
      ),
  },
];

export function List() {
  return (
    <Desk here="money">
      {() => (
        <>
          <DeskList
            list="reviews"
            caption={t.caption}
            head={KIND}
            columns={COLUMNS}
            keyOf={({ id }) => id}
            searchHint={t.searchHint}
            states={options(t.states)}
            sorts={options(t.sorts)}
            empty={<p>{t.empty}</p>}
          />
          <Check />
        </>
      )}
    </Desk>
  );
}

/** The accounts are added up over everything there ever was, so only when somebody asks. */
function Check() {
  const [asked, ask] = useState(false);
  return (
    <section aria-labelledby="accounts">
      <h2 id="accounts">{t.accountsTitle}</h2>
      {asked ? <Brought load={readAccounts}>{(accounts) => <Accounts accounts={accounts} />}</Brought> : <Button onClick={() => ask(true)}>{t.accountsCheck}</Button>}
    </section>
  );
}

const SUMS = ["booked", "paid", "refunded", "lost", "held", "kept", "written_off"] as const;

function Accounts({ accounts: { holds, totals, faults } }: { accounts: MoneyAccounts }) {
  return (
    <div role="status">
      {holds ? <p>{t.accountsHold}</p> : <Note tone="fault">{t.accountsBroken}</Note>}
      {[...totals, ...faults].map((account, index) => (
        <dl key={index} class="pairs">
          {account.order_number && (
            <>
              <dt>{t.order}</dt>
              <dd>
                <a href={orderAtDesk(account.order_number)}>{account.order_number}</a>
              </dd>
            </>
          )}
          {SUMS.map((name) => (
            <Fragment key={name}>
              <dt>{t.accountsColumns[name]}</dt>
              <dd>
                <Money of={account[name]} />
              </dd>
            </Fragment>
          ))}
          {account.difference.minor !== 0 && (
            <>
              <dt>{t.accountsColumns.difference}</dt>
              <dd>
                <Money of={account.difference} />
              </dd>
            </>
          )}
        </dl>
      ))}
    </div>
  );
}

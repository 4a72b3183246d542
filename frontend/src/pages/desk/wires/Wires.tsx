/** Everything about wires in one sitting: a statement, one wire by hand, and the orders that await one. */
import type { WireRow } from "../../../api/desk.ts";
import { Desk } from "../../../components/Desk.tsx";
import { type Column, DeskList } from "../../../components/DeskList.tsx";
import { Badge, Money } from "../../../components/Small.tsx";
import { formatDate } from "../../../lib/dates.ts";
import { orderAtDesk } from "../../../state/desk.ts";
import { deskLists, wires as t } from "../../../text/en.ts";
import { options } from "../options.ts";
import { ByHand } from "./ByHand.tsx";
import { History } from "./History.tsx";
import { Upload } from "./Upload.tsx";

const words = deskLists.wires;

const NUMBER: Column<WireRow> = { name: words.columns.number, cell: ({ number }) => <a href={orderAtDesk(number)}>{number}</a> };

const COLUMNS: Column<WireRow>[] = [
  { name: words.columns.reference, cell: ({ reference }) => reference },
  {
    name: words.columns.company,
    cell: ({ company, email }) => (
      <>
        {company}
        <small>{email}</small>
      </>
    ),
  },
  {
    name: words.columns.due,
    cell: ({ due, honoured_until, overdue }) => (
      <>
        {formatDate(due)} {overdue && <Badge tone="warn">{words.overdue}</Badge>}
        <small>{words.until(formatDate(honoured_until))}</small>
      </>
    ),
  },
  { name: words.columns.total, cell: ({ total }) => <Money of={total} /> },
  { name: words.columns.received, cell: ({ received }) => (received.minor === 0 ? null : <Money of={received} />) },
];

export function Wires({ currencies }: { currencies: string[] }) {
  return (
    <Desk here="wires">
      {() => (
        <>
          <Upload currencies={currencies} />
          <History />
          <ByHand currencies={currencies} />
          <section aria-labelledby="awaited">
            <h2 id="awaited">{t.awaited}</h2>
            <DeskList
              list="wires"
              caption={words.caption}
              head={NUMBER}
              columns={COLUMNS}
              keyOf={({ number }) => number}
              searchHint={words.searchHint}
              sorts={options(words.sorts)}
              empty={<p>{words.empty}</p>}
            />
          </section>
        </>
      )}
    </Desk>
  );
}

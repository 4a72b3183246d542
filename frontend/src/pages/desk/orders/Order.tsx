/** One order as staff see it: what waits for them, what it buys, its money and documents, and who did what. */
import { useEffect } from "preact/hooks";
import { type DeskOrder, readDeskOrder } from "../../../api/deskFiles.ts";
import type { StaffSession } from "../../../api/session.ts";
import { actorName } from "../../../components/actorName.ts";
import { Brought, Desk } from "../../../components/Desk.tsx";
import { OrderBadge } from "../../../components/OrderBadge.tsx";
import { Badge, Note } from "../../../components/Small.tsx";
import { Total } from "../../../components/Total.tsx";
import { formatDate, formatMoment } from "../../../lib/dates.ts";
import { nameDocument } from "../../../lib/heading.ts";
import { customerAtDesk, namedIn } from "../../../state/desk.ts";
import { deskOrder as t } from "../../../text/en.ts";
import { Facts, Lines } from "../../Order/Facts.tsx";
import { InForce } from "../../Order/InForce.tsx";
import type { OrderData } from "../../Order/page.tsx";
import { RefundPanel } from "../refunds/Panel.tsx";
import { Approve } from "./Approve.tsx";
import { Cancel } from "./Cancel.tsx";
import { Money } from "./Money.tsx";

export function Order({ data }: { data: OrderData }) {
  return (
    <Desk here="orders">
      {(session) => (
        <Brought load={(signal) => readDeskOrder(namedIn(location.pathname), signal)}>
          {(found, { put, again }) => <Found found={found} data={data} session={session} done={put} again={again} />}
        </Brought>
      )}
    </Desk>
  );
}

/** States in which an order has, or had, money that may go back. */
const PAID: ReadonlySet<string> = new Set(["fulfilled", "part_refunded", "refunded", "rejected"]);

interface Props {
  found: DeskOrder;
  data: OrderData;
  session: StaffSession;
  done: (found: DeskOrder) => void;
  again: () => void;
}

function Found({ found, data, session: { role }, done, again }: Props) {
  const { order } = found;
  useEffect(() => nameDocument(t.number(order.number)), []);
  return (
    <>
      <Standing found={found} />
      {order.state === "awaiting_approval" && role !== "finance" && <Approve found={found} done={done} />}
      <div class="orderly">
        <div>
          <Lines order={order} data={data} />
          <InForce order={order} data={data} />
          <Money found={found} role={role} />
          <Documents found={found} />
        </div>
        <div>
          <Facts order={order} />
          <History found={found} />
        </div>
      </div>
      {role !== "sales" && PAID.has(order.state) && <RefundPanel number={order.number} done={again} />}
      {order.state === "awaiting_payment" && <Cancel number={order.number} done={done} />}
    </>
  );
}

function Standing({ found: { order, customer, quote } }: { found: DeskOrder }) {
  return (
    <section class="standing" aria-label={t.title}>
      <p role="status">
        <OrderBadge state={order.state} />
        {order.dispute && <Badge tone="fault">{t.disputeWord[order.dispute]}</Badge>}
        {order.terms.some(({ suspended_on, ended }) => suspended_on && !ended) && <Badge tone="warn">{t.coverSuspended}</Badge>}
      </p>
      <Total of={{ ...order.breakdown, total: order.total }} />
      {order.notes.length > 0 && (
        <Note>
          <h2>{t.buyerReads}</h2>
          {order.notes.map((note) => (
            <p key={note}>{note}</p>
          ))}
        </Note>
      )}
      <dl class="pairs">
        <dt>{t.customer}</dt>
        <dd>{customer ? <a href={customerAtDesk(customer.id)}>{customer.name}</a> : t.guest}</dd>
        {quote && (
          <>
            <dt>{t.quote}</dt>
            <dd>
              <a href={`/desk/quotes/${quote.id}/`}>{quote.name}</a>
            </dd>
          </>
        )}
      </dl>
      <p class="screen">
        <a href={`/orders/${order.token}/`}>{t.buyersPage}</a>
      </p>
    </section>
  );
}

function Documents({ found: { documents } }: { found: DeskOrder }) {
  return (
    <section>
      <h2>{t.documentsTitle}</h2>
      {documents.length === 0 && <p>{t.noDocuments}</p>}
      <ul>
        {documents.map(({ number, title, url, issued_on }) => (
          <li key={number}>
            <a href={url}>
              {title} {number}
            </a>
            , {t.issued(formatDate(issued_on))}
          </li>
        ))}
      </ul>
    </section>
  );
}

function History({ found: { history } }: { found: DeskOrder }) {
  return (
    <section>
      <h2>{t.historyTitle}</h2>
      <ol class="history">
        {history.map(({ at, event, text, actor, reason, reference }) => (
          <li key={at + event}>
            <time dateTime={at}>{formatMoment(at)}</time> <span>{text}</span>
            <div class="small soft break">
              {t.by(actorName(actor), actor === "system" ? null : reason)}
              {reference && <div>{t.bankReference(reference)}</div>}
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}

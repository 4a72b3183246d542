/** The order's island: where it stands, what happens next, and everything about it. */
import { useEffect, useRef } from "preact/hooks";
import type { OrderState, OrderView } from "../../api/orders.ts";
import type { ProblemError } from "../../api/request.ts";
import { Button, ButtonLink } from "../../components/Button.tsx";
import { LookedUp } from "../../components/Failed.tsx";
import { OrderBadge } from "../../components/OrderBadge.tsx";
import { Badge, Note } from "../../components/Small.tsx";
import { Total } from "../../components/Total.tsx";
import { formatMoment } from "../../lib/dates.ts";
import { forgetOrder } from "../../state/kept.ts";
import { settled, standingOf } from "../../state/orders.ts";
import { common, order as t } from "../../text/en.ts";
import { Cancel } from "./Cancel.tsx";
import { Corrections } from "./Corrections.tsx";
import { Documents } from "./Documents.tsx";
import { Facts, History, Lines } from "./Facts.tsx";
import { InForce } from "./InForce.tsx";
import type { OrderData } from "./page.tsx";
import { Pay } from "./Pay.tsx";
import { useFocusAfter } from "./useAction.ts";
import { useOrder } from "./useOrder.ts";

const STANDING = "standing-title";

export function Order({ data, token }: { data: OrderData; token: string }) {
  const { order, problem, look } = useOrder(token);
  useEffect(() => {
    if (order && settled(order)) forgetOrder(order.token);
  }, [order?.state]);

  if (!order) return <Before problem={problem} look={look} />;
  return (
    <>
      <Announcement state={order.state} />
      <Standing order={order} />
      <div role="alert">
        {problem && (
          <Note tone="warn">
            <p>{t.updateFailed}</p>
            <Button onClick={look}>{common.retry}</Button>
          </Note>
        )}
      </div>
      <div class="orderly">
        <div>
          {order.reconfirmation && <Corrections order={order} correction={order.reconfirmation} done={look} />}
          {order.state === "awaiting_payment" && <Payable order={order} look={look} />}
          <InForce order={order} data={data} />
          <Lines order={order} data={data} />
        </div>
        <div>
          <Documents order={order} />
          <Facts order={order} />
          <History order={order} />
          {order.state === "awaiting_payment" && <Cancel token={order.token} done={look} />}
        </div>
      </div>
    </>
  );
}

/** Before the order is there: being looked up, not found, or not reachable. */
function Before({ problem, look }: { problem: ProblemError | null; look: () => void }) {
  if (problem?.status === 404) {
    return (
      <>
        <h2>{t.unknownTitle}</h2>
        <p>{t.unknown}</p>
        <ButtonLink href="/ask/?topic=link">{t.askUs}</ButtonLink>
      </>
    );
  }
  return <LookedUp problem={problem} loading={t.loading} words={t.failed} again={look} />;
}

/** Says aloud that the state moved while the page was open; silent on arrival. */
function Announcement({ state }: { state: OrderState }) {
  const first = useRef(state);
  return (
    <p role="status" class="unseen">
      {state !== first.current && t.moved(t.stateWord[state])}
    </p>
  );
}

/** Paying; folded away while a person looks at money that came already. */
function Payable({ order, look }: { order: OrderView; look: () => void }) {
  if (!order.money_waits) return <Pay order={order} done={look} />;
  return (
    <details class="screen">
      <summary>{t.payAllTheSame}</summary>
      <Pay order={order} done={look} />
    </details>
  );
}

/** The words for where an order stands: those of its state, unless that alone would say too much or too little. */
function toldStanding(order: OrderView): { title: string; next: string } {
  const standing = standingOf(order);
  if (standing === "overtaken") return { title: t.overtakenTitle, next: t.overtaken };
  if (standing === "booked") return { title: t.bookedTitle, next: t.booked };
  if (standing === "suspended") return { title: t.suspendedTitle, next: "" }; // The note below says why and until when.
  if (standing === "taken_back") return { title: t.takenBackTitle, next: t.takenBack };
  if (standing === "ended") return { title: t.allEndedTitle, next: t.allEnded };
  return { title: t.stateTitle[standing], next: t.next[standing] };
}

function Standing({ order }: { order: OrderView }) {
  const { state, number, breakdown, total, notes, demo, expires_at, money_waits: listed } = order;
  useFocusAfter(`${state} ${order.reconfirmation?.revision}`, STANDING);
  const asked = order.reconfirmation !== null;
  const standing = toldStanding(order);
  const over = state === "expired" || state === "cancelled";
  // A wire has days of its own, told with its instructions; the order outlives them so that staff can book the money.
  const closes = state === "awaiting_payment" && !order.wire && !listed;
  return (
    <section class="standing" aria-labelledby={STANDING}>
      <p class="row">
        <span>{t.number(number)}</span> {asked ? <Badge tone="warn">{t.correctedWord}</Badge> : <OrderBadge state={state} />}
      </p>
      <h2 id={STANDING} tabIndex={-1}>
        {asked ? t.correctedStanding : listed ? t.listedTitle : standing.title}
      </h2>
      <Total of={{ total, net: breakdown.net, tax: null, net_of_tax: breakdown.net_of_tax && !breakdown.tax }} />
      {total.minor === 0 && <p>{t.coveredByCredit}</p>}
      <p>
        {!asked && !listed && standing.next} {closes && t.expiresAt(formatMoment(expires_at))}
      </p>
      {over && !listed && <p>{t.overdue}</p>}
      {notes.map((note) => (
        <p key={note} class={listed ? "note warn" : "note"}>
          {note}
        </p>
      ))}
      {demo && <p class="small soft">{t.demo}</p>}
      {over && !listed && (
        <p>
          <a href="/configure/">{t.orderAgain}</a>
        </p>
      )}
    </section>
  );
}

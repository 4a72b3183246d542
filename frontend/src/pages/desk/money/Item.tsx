/** One thing that needs a person: what is known of it, and what can be done. */
import { useEffect } from "preact/hooks";
import { type Refund, type Review, readReview } from "../../../api/deskMoney.ts";
import { actorName } from "../../../components/actorName.ts";
import { Arrival } from "../../../components/Arrival.tsx";
import { Brought, Desk } from "../../../components/Desk.tsx";
import { Badge, Money, Note } from "../../../components/Small.tsx";
import { formatDate, formatMoment } from "../../../lib/dates.ts";
import { nameDocument } from "../../../lib/heading.ts";
import { formatMoney } from "../../../lib/money.ts";
import { namedIn, orderAtDesk } from "../../../state/desk.ts";
import { deskMoney as t } from "../../../text/en.ts";
import { useFocusAfter } from "../../Order/useAction.ts";
import { Choices } from "./Choices.tsx";

const FACTS = "review-facts";

export function Item() {
  return (
    <Desk here="money">
      {() => (
        <Brought load={(signal) => readReview(namedIn(location.pathname), signal)}>
          {(review, { put, again }) => <Found review={review} put={put} again={again} />}
        </Brought>
      )}
    </Desk>
  );
}

interface Props {
  review: Review;
  put: (review: Review) => void;
  again: () => void;
}

function Found({ review, put, again }: Props) {
  const name = t.kindName[review.kind] ?? review.kind;
  useEffect(() => nameDocument(name), []);
  useFocusAfter(review.closed?.at ?? review.may.join(), FACTS);
  return (
    <>
      <Facts review={review} />
      {review.dispute && <Disputed dispute={review.dispute} />}
      <Refunds refunds={review.refunds} />
      {review.closed ? <Settled closed={review.closed} /> : <Choices review={review} put={put} again={again} />}
      <p class="screen">
        <a href="/desk/money/">{t.toList}</a>
      </p>
    </>
  );
}

function Facts({ review: { kind, amount, held, order_number, company, detail, created_at, value_date, arrival } }: { review: Review }) {
  return (
    <section aria-labelledby={FACTS}>
      <h2 id={FACTS} tabIndex={-1}>
        {t.kindName[kind] ?? kind}
      </h2>
      <p>{t.since(formatMoment(created_at))}</p>
      {held && <p>{t.held}</p>}
      <dl class="pairs">
        {amount && (
          <>
            <dt>{t.amount}</dt>
            <dd>
              <Money of={amount} />
            </dd>
          </>
        )}
        {order_number && (
          <>
            <dt>{t.order}</dt>
            <dd>
              <a href={orderAtDesk(order_number)}>{order_number}</a>
            </dd>
          </>
        )}
        {company && (
          <>
            <dt>{t.company}</dt>
            <dd>{company}</dd>
          </>
        )}
        {value_date && (
          <>
            <dt>{t.valueDate}</dt>
            <dd>{formatDate(value_date)}</dd>
          </>
        )}
        {arrival && (
          <>
            <dt>{t.atTheBank}</dt>
            <dd>
              <Arrival of={arrival} />
            </dd>
          </>
        )}
        <dt>{t.detail}</dt>
        <dd class="break">{detail}</dd>
      </dl>
    </section>
  );
}

function Disputed({ dispute: { state, reason, answer_by } }: { dispute: NonNullable<Review["dispute"]> }) {
  const undecided = state === "open" || state === "under_review";
  return (
    <Note tone={state === "won" ? "good" : "warn"} title={t.dispute}>
      <p>{t.disputed(t.disputeState[state] ?? state, reason)}</p>
      {undecided && <p>{t.answerAtProvider}</p>}
      {undecided && answer_by && <p>{t.answerBy(formatDate(answer_by))}</p>}
    </Note>
  );
}

function Refunds({ refunds }: { refunds: Refund[] }) {
  if (refunds.length === 0) return null;
  return (
    <section>
      <h2>{t.refunds}</h2>
      <ul>
        {refunds.map(({ id, amount, method, state, reason }) => (
          <li key={id}>
            {t.refunded(formatMoney(amount), t.wayName[method] ?? method, t.refundState[state] ?? state)} <small>{t.why(reason)}</small>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Settled({ closed: { at, by, resolution, reason, did } }: { closed: NonNullable<Review["closed"]> }) {
  return (
    <Note tone="good">
      <p>
        <Badge tone="good">{t.resolutionName[resolution] ?? resolution}</Badge>{" "}
        {t.settledBy(actorName(by), t.resolutionName[resolution] ?? resolution, formatMoment(at))}
      </p>
      <p>{t.why(reason)}</p>
      {did && <p class="break">{t.did(did)}</p>}
    </Note>
  );
}

/** How a quote stands: until when it holds, or why it holds no more and what can be done instead. */
import type { ComponentChildren } from "preact";
import type { QuoteView } from "../../api/quotes.ts";
import { ButtonLink } from "../../components/Button.tsx";
import { QuoteBadge } from "../../components/QuoteBadge.tsx";
import { formatDate } from "../../lib/dates.ts";
import { orderMadeOf } from "../../state/ownOrders.ts";
import { quoteAddress } from "../../state/quotes.ts";
import { quote as t } from "../../text/en.ts";

export const STANDING = "standing-title";

interface StandingProps {
  quote: QuoteView;
  token: string;
}

export function Standing({ quote, token }: StandingProps) {
  const { number, revision, state } = quote;
  return (
    <section class="standing" aria-labelledby={STANDING}>
      <p class="row">
        <span>{t.number(number, revision)}</span> <QuoteBadge state={state} words={t.stateWord} />
      </p>
      <Words quote={quote} token={token} />
    </section>
  );
}

function Words({ quote, token }: StandingProps) {
  const { state, valid_until, time_zone, today } = quote;
  const day = formatDate(valid_until);
  if (state === "issued") return <Told title={t.validUntil(day)}>{t.validNote(time_zone)}</Told>;
  if (state === "expired") return <Told title={t.expiredTitle(day)}>{today ? t.expired : t.expiredUnpriced}</Told>;
  if (state === "revoked") return <Told title={t.revokedTitle}>{t.revoked}</Told>;
  if (state === "declined") return <Told title={t.declinedTitle}>{t.declined}</Told>;
  if (state === "replaced") {
    return (
      <Told title={t.replacedTitle} way={quote.replaced_by && <Way href={quoteAddress(quote.replaced_by)}>{t.toNewer}</Way>}>
        {t.replaced}
      </Told>
    );
  }
  return <Ordered order={quote.order} token={token} />;
}

/** What became of it; the way to the order is for the browser that made it, since a quote's address is passed on. */
function Ordered({ order, token }: { order: QuoteView["order"]; token: string }) {
  const words = {
    unknown: [t.orderedTitle, t.ordered],
    awaiting: [t.awaitingTitle, t.awaiting],
    paid: [t.paidTitle, t.paid],
    closed: [t.closedTitle, t.closed],
  } as const;
  const [title, text] = words[order ?? "unknown"];
  const own = orderMadeOf(token);
  return (
    <Told title={title} way={own && <Way href={`/orders/${own}/`}>{t.toOrder}</Way>}>
      {text} {!own && t.orderMailed}
    </Told>
  );
}

function Told({ title, way, children }: { title: string; way?: ComponentChildren; children: ComponentChildren }) {
  return (
    <>
      <h2 id={STANDING} tabIndex={-1}>
        {title}
      </h2>
      <p>{children}</p>
      {way}
    </>
  );
}

function Way({ href, children }: { href: string; children: ComponentChildren }) {
  return (
    <p class="screen">
      <ButtonLink kind="primary" href={href}>
        {children}
      </ButtonLink>
    </p>
  );
}

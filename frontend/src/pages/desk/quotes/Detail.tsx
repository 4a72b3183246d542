/** A quote that was issued: how it stands, its link, what can be done with it, and what became of it. */
import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import type { DeskQuoteView } from "../../../api/deskQuotes.ts";
import type { StaffSession } from "../../../api/session.ts";
import { QuoteAppendix } from "../../../components/QuoteAppendix.tsx";
import { OptionDetails } from "../../../components/QuoteLine.tsx";
import { Notes } from "../../../components/Reading.tsx";
import { Money } from "../../../components/Small.tsx";
import { countryName } from "../../../lib/countries.ts";
import { formatDate, formatMoment } from "../../../lib/dates.ts";
import { nameDocument } from "../../../lib/heading.ts";
import { customerAtDesk, orderAtDesk } from "../../../state/desk.ts";
import { draftOf, presetOf } from "../../../state/draft.ts";
import { planName } from "../../../state/offer.ts";
import { deskQuotes as t } from "../../../text/en.ts";
import { useFocusAfter } from "../../Order/useAction.ts";
import { Acts } from "./Acts.tsx";
import { Against } from "./Advised.tsx";
import { Link } from "./Link.tsx";
import type { DeskQuoteData } from "./page.tsx";
import { QuoteBadge } from "../../../components/QuoteBadge.tsx";

const STANDING = "standing-title";

interface Props {
  data: DeskQuoteData;
  quote: DeskQuoteView;
  session: StaffSession;
  put: (quote: DeskQuoteView) => void;
}

export function Detail({ data, quote, session, put }: Props) {
  useEffect(() => nameDocument(t.number(quote.number, quote.revision)), []);
  const sells = session.role !== "finance";
  return (
    <>
      <Standing quote={quote} />
      <div class="orderly">
        <div>
          {quote.state !== "draft" && <Link quote={quote} preset={presetOf(draftOf(quote), data.offer)} />}
          {sells && quote.state !== "draft" && <Acts quote={quote} put={put} />}
          <Offered quote={quote} data={data} />
          <Against warning={quote.advice_warning} />
          {quote.advice && <QuoteAppendix advice={quote.advice} />}
        </div>
        <div>
          <Facts quote={quote} />
          <Revisions quote={quote} />
          <Openings quote={quote} />
          <History quote={quote} />
        </div>
      </div>
    </>
  );
}

function Standing({ quote }: { quote: DeskQuoteView }) {
  const { state, valid_until, totals, order } = quote;
  useFocusAfter(`${state} ${valid_until}`, STANDING);
  const said = t.standing[state];
  const words = typeof said === "string" ? said : said(valid_until ? formatDate(valid_until) : "");
  return (
    <section class="standing" aria-labelledby={STANDING}>
      <p class="row">
        <QuoteBadge state={state} words={t.stateWord} />
      </p>
      <h2 id={STANDING} tabIndex={-1}>
        {words}
      </h2>
      {(order ? [] : totals).map(({ alternative, total }) => (
        <p key={alternative} class="total">
          <span>{t.alternative(alternative)}</span>{" "}
          <strong>
            <Money of={total} />
          </strong>
        </p>
      ))}
      {order && (
        <>
          <p class="total">
            <span>{t.ordered}</span>{" "}
            <strong>
              <Money of={order.total} />
            </strong>
          </p>
          <p>{t.taken(order.taken)}</p>
          <p>{t.orderStands[order.standing]}</p>
        </>
      )}
      {order && (
        <p>
          <a href={orderAtDesk(order.number)}>{t.toOrder(order.number)}</a>
        </p>
      )}
    </section>
  );
}

function Offered({ quote, data: { offer } }: { quote: DeskQuoteView; data: DeskQuoteData }) {
  const notes = new Notes([], []);
  return (
    <section aria-labelledby="offered-title">
      <h2 id="offered-title">{t.linesOffered}</h2>
      <ul class="breakdown">
        {quote.options.map((option, index) => (
          <li key={index} class="priced">
            <div class="row">
              <h3>{option.line.title}</h3>
              <strong>
                <Money of={option.total} />
              </strong>
            </div>
            {option.choice !== "included" && <p class="small name">{t.choices[option.choice]}</p>}
            <OptionDetails option={option} notes={notes} planName={(id) => planName(offer, id)} asOf={null} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Facts({ quote: { addressee, customer, seller, note, valid_until, pdf_url, signature } }: { quote: DeskQuoteView }) {
  const { company, contact, email, country } = addressee;
  const whom = [company, contact, email, country && countryName(country)].filter(Boolean);
  return (
    <section aria-labelledby="facts-title">
      <h2 id="facts-title">{t.whomTitle}</h2>
      <dl class="facts">
        {customer && (
          <Fact name={t.customerOf}>
            <a href={customerAtDesk(customer.id)}>{customer.name}</a>
          </Fact>
        )}
        <Fact name={t.whomFor}>{whom.length ? whom.map((line) => <span key={line} class="line">{line}</span>) : t.openFor}</Fact>
        <Fact name={t.seller}>{seller ?? t.madeByBuyer}</Fact>
        {valid_until && <Fact name={t.validUntil}>{formatDate(valid_until)}</Fact>}
        {note && <Fact name={t.noteTitle}><span class="lines">{note}</span></Fact>}
      </dl>
      {(pdf_url ?? signature) && <h3>{t.papersTitle}</h3>}
      <ul>
        {pdf_url && (
          <li>
            <a href={pdf_url}>{t.pdf}</a>
          </li>
        )}
        {signature && (
          <>
            <li>
              <a href={signature.document_url}>{t.document}</a>
            </li>
            <li>
              <a href={signature.verify_url}>{t.verify}</a>
            </li>
          </>
        )}
      </ul>
    </section>
  );
}

function Openings({ quote: { opened_at } }: { quote: DeskQuoteView }) {
  return (
    <section aria-labelledby="openings-title">
      <h2 id="openings-title">{t.openingsTitle}</h2>
      <p>{opened_at ? t.openedFirst(formatMoment(opened_at)) : t.neverOpened}</p>
      <p class="small soft">{t.openingsHint}</p>
    </section>
  );
}

/** All revisions of the number, drafts included. */
function Revisions({ quote: { id, changes, revisions } }: { quote: DeskQuoteView }) {
  if (revisions.length < 2) return null;
  return (
    <section aria-labelledby="revisions-title">
      <h2 id="revisions-title">{t.revisionsTitle}</h2>
      <ul>
        {revisions.map((each) => (
          <li key={each.id}>
            {each.id === id ? (
              <>
                {t.revision(each.revision, t.stateWord[each.state])} <span class="soft">({t.thisRevision})</span>
              </>
            ) : (
              <a href={`/desk/quotes/${each.id}/`}>{t.revision(each.revision, t.stateWord[each.state])}</a>
            )}
          </li>
        ))}
      </ul>
      {changes.length > 0 && (
        <>
          <h3>{t.changesTitle}</h3>
          <ul>
            {changes.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function History({ quote: { history } }: { quote: DeskQuoteView }) {
  return (
    <section aria-labelledby="history-title">
      <h2 id="history-title">{t.historyTitle}</h2>
      <ol class="history">
        {history.map(({ at, text, actor }, index) => (
          <li key={index}>
            <time dateTime={at}>{formatMoment(at)}</time> <span class="lines">{text}</span> <span class="small soft">{actorName(actor)}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** Staff by mail address; everybody else by what they are. */
function actorName(actor: string): string {
  const known: Record<string, string> = t.actor;
  return known[actor] ?? actor.replace(/^staff:/, "");
}

function Fact({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

/** Ordering by a quote: what was picked of it, at its prices; who orders and the terms of sale are said here. */
import { type Picked, type QuoteView, readQuote } from "../../api/quotes.ts";
import type { ProblemError } from "../../api/request.ts";
import { type ContactSession, readSession } from "../../api/session.ts";
import { ButtonLink } from "../../components/Button.tsx";
import { ErrorSummary } from "../../components/ErrorSummary.tsx";
import { Failed, LookedUp } from "../../components/Failed.tsx";
import { PriceLineItem } from "../../components/PriceLine.tsx";
import { Notes, ReadingNotes } from "../../components/Reading.tsx";
import { useLoaded } from "../../components/useLoaded.ts";
import { type PickedPrice, useQuotePrice } from "../../components/useQuotePrice.ts";
import { formatDate } from "../../lib/dates.ts";
import { type Offer, planName } from "../../state/offer.ts";
import { isOpen, quoteAddress, quoteToOrder, readPicked, writePicked } from "../../state/quotes.ts";
import { checkout as t, quote as q } from "../../text/en.ts";
import { Standing } from "../Quote/Standing.tsx";
import { BuyerFields, TermsField } from "./Fields.tsx";
import { buyerControl, buyerOf, type ChangedTotal, type Kept, missingBuyer, prefilledFor, problemFaults, taxIdFault, TERMS, TOTAL } from "./form.ts";
import { Bar, Changes } from "./Review.tsx";
import { useKeptValues, useSettled } from "./useCheckout.ts";
import { usePlacing } from "./usePlacing.ts";

interface Props {
  offer: Offer;
  search: string;
}

export function ByQuote({ offer, search }: Props) {
  const token = quoteToOrder(search);
  const { value, problem, again } = useLoaded(async (signal) => {
    const [quote, session] = await Promise.all([readQuote(token, signal), readSession(signal)]);
    return { quote, session: session.kind === "contact" ? session : null };
  });
  if (!value) return <Before problem={problem} again={again} />;
  const picked = readPicked(search, value.quote);
  const back = quoteAddress(token) + writePicked(picked);
  if (!isOpen(value.quote)) return <NotOpen back={back} quote={value.quote} token={token} />;
  return <Accepting offer={offer} search={search} token={token} picked={picked} back={back} quoteChanged={again} {...value} />;
}

function Before({ problem, again }: { problem: ProblemError | null; again: () => void }) {
  if (problem?.status !== 404) return <LookedUp problem={problem} loading={q.checkoutWorking} words={q.failed} again={again} />;
  return (
    <div class="scripted">
      <h2>{q.unknownTitle}</h2>
      <p>{q.unknown}</p>
      <ButtonLink href="/ask/?topic=link">{q.askUs}</ButtonLink>
    </div>
  );
}

function NotOpen({ back, quote, token }: { back: string; quote: QuoteView; token: string }) {
  return (
    <div class="scripted">
      <h2>{q.notOpenTitle}</h2>
      <Standing quote={quote} token={token} />
      <ButtonLink href={back}>{q.backToQuote}</ButtonLink>
    </div>
  );
}

interface AcceptingProps extends Props {
  token: string;
  quote: QuoteView;
  session: ContactSession | null;
  picked: Picked;
  back: string;
  quoteChanged: () => void;
}

function Accepting(props: AcceptingProps) {
  const { offer, search, token, quote, session, picked, back } = props;
  const { values, change } = useKeptValues(search, (known) => prefilledFor(known, quote.addressee, session));
  const taxId = useSettled(values.tax_id.trim());
  const { country } = values;
  const priced = useQuotePrice(token, { ...picked, ...(offer.taxed && country ? { country, ...(taxId ? { tax_id: taxId } : {}) } : {}) });
  const { placing, submit } = useAccepting({ ...props, priced, values });
  const wrongTaxId = taxIdFault(priced.problem);
  const told = wrongTaxId ? [{ field: buyerControl("tax_id"), text: wrongTaxId }, ...placing.faults] : placing.faults;
  const faultOf = (id: string) => told.find(({ field }) => field === id)?.text;
  const total = priced.price?.breakdown ?? null;
  return (
    <form class="scripted" noValidate onSubmit={submit}>
      <ErrorSummary faults={placing.faults} requestId={placing.requestId} />
      <Changes changed={placing.changed.total} agree={placing.agreeTotal} accepted={placing.termsBefore} now={quote.terms_version} faultOf={faultOf} />
      <div class="buying">
        <div class="choosing">
          <section aria-labelledby="lines-title">
            <h2 id="lines-title">{q.checkoutTitle(quote.number)}</h2>
            <p>{q.validUntil(formatDate(quote.valid_until))}</p>
            <Lines offer={offer} priced={priced} />
            <p>
              <a href={back}>{q.backToQuote}</a>
            </p>
          </section>
          <BuyerFields values={values} change={change} faultOf={faultOf} />
          <TermsField version={quote.terms_version} accepted={values.accepted} change={(accepted) => change({ accepted })} faultOf={faultOf} />
        </div>
        <Bar lines={total?.lines ?? []} breakdown={total} waits={!priced.problem} placing={placing.placing} sends={false} />
      </div>
    </form>
  );
}

function Lines({ offer, priced: { last, problem, again } }: { offer: Offer; priced: PickedPrice }) {
  const { lines = [] } = last?.breakdown ?? {};
  const notes = new Notes(offer.readings, lines.flatMap(({ readings }) => readings));
  return (
    <>
      <p role="status">{!last && !problem && t.working}</p>
      {taxIdFault(problem) ? <p role="alert">{t.taxIdFirst}</p> : <Failed problem={problem} words={q.priceFailed} again={again} />}
      <ul class="breakdown">
        {lines.map((line, index) => (
          <PriceLineItem key={index} line={line} notes={notes} planName={(id) => planName(offer, id)} asOf={last?.dated_on ?? null} />
        ))}
      </ul>
      {notes.readings.length > 0 && (
        <details>
          <summary>{t.notesTitle}</summary>
          <ReadingNotes notes={notes} uses={() => []} />
        </details>
      )}
    </>
  );
}

interface Ordering extends AcceptingProps {
  priced: PickedPrice;
  values: Kept;
}

/** Accepting at most once at a time; a refusal brings quote and price up to date, for something changed meanwhile. */
function useAccepting({ token, quote, picked, quoteChanged, priced, values }: Ordering) {
  const placing = usePlacing();
  const explain = (problem: ProblemError) => {
    if (problem.status === 409) {
      priced.again();
      quoteChanged();
    }
    return problemFaults(problem, []);
  };
  const submit = (event: Event) => {
    event.preventDefault();
    const { price } = priced;
    if (!price) return;
    const found = [...missingBuyer(values), ...unconfirmed(values, quote, placing.changed.total)];
    if (found.length) return placing.refuse(found);
    // What was agreed to anew holds: it is the server's own total, tax included.
    const expected_total = placing.changed.total?.now ?? price.breakdown.total;
    const acceptance = { ...picked, buyer: buyerOf(values), terms_accepted: true, expected_total, shown: price.shown };
    return void placing.accept({ token, terms_version: quote.terms_version }, acceptance, explain);
  };
  return { placing, submit };
}

function unconfirmed({ accepted }: Kept, { terms_version }: QuoteView, changed: ChangedTotal | null) {
  return [
    ...(accepted === terms_version ? [] : [{ field: TERMS, text: t.needTerms }]),
    ...(changed && !changed.agreed ? [{ field: TOTAL, text: t.needTotal }] : []),
  ];
}

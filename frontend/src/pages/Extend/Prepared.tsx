/** A prepared extension: the same plan for one period, unless another choice is made; then consent, and the order. */
import { useEffect, useMemo, useState } from "preact/hooks";
import type { OrderPayload } from "../../api/orders.ts";
import { type ExtendLink, extendKey, type Options } from "../../api/options.ts";
import type { PriceBreakdown } from "../../api/prices.ts";
import type { ProblemError } from "../../api/request.ts";
import { Button } from "../../components/Button.tsx";
import { ErrorSummary, type FieldFault } from "../../components/ErrorSummary.tsx";
import { Notes, ReadingNotes } from "../../components/Reading.tsx";
import { Note } from "../../components/Small.tsx";
import { NoTotal, Total } from "../../components/Total.tsx";
import { type Prices, usePrices } from "../../components/usePrices.ts";
import { formatMoney } from "../../lib/money.ts";
import { choiceFor, firstWish, lineOf, type Wish } from "../../state/extension.ts";
import { type Offer, planName } from "../../state/offer.ts";
import { buying, checkout, common, extend, link as t } from "../../text/en.ts";
import { CountryField, TermsField } from "../Checkout/Fields.tsx";
import { buyerControl, TERMS, TOTAL } from "../Checkout/form.ts";
import { Changes } from "../Checkout/Review.tsx";
import { usePlacing } from "../Checkout/usePlacing.ts";
import { Chooser, giveUpControl } from "./Chooser.tsx";
import { Outcome } from "./Outcome.tsx";

interface Props {
  offer: Offer;
  link: ExtendLink;
  options: Options;
  linkKey: string;
  again: () => void;
}

const PLACE = "prepared";

export function Prepared({ offer, link, options, linkKey, again }: Props) {
  const [wish, setWish] = useState<Wish>(() => firstWish(options));
  const [confirmed, confirm] = useState<number | null>(null);
  const [country, setCountry] = useState("");
  const [accepted, accept] = useState("");
  const [moved, setMoved] = useState(false);
  const choice = choiceFor(options, wish);
  const placed = useMemo(() => (choice ? [{ at: PLACE, line: lineOf(choice, null) }] : []), [choice]);
  const prices = usePrices(placed, extendKey(linkKey));
  const placing = usePlacing();
  const { breakdown, faults: refused } = prices.answer;
  const notes = new Notes(offer.readings, choice?.readings ?? []);
  const faultOf = (id: string) => placing.faults.find(({ field }) => field === id)?.text;

  // Consent is to what was shown: where that changed, it is asked for again.
  const lookAgain = () => {
    setMoved(true);
    accept("");
    confirm(null);
    again();
  };
  const stale = refused.some(({ rule }) => rule === "cover-changed");
  useEffect(() => {
    if (stale) lookAgain();
  }, [stale]);

  const missing = (priced: PriceBreakdown): FieldFault[] => {
    const days = choice?.days_given_up ?? 0;
    const needs: [boolean, string, string][] = [
      [days > 0 && confirmed !== days, giveUpControl(options.id), buying.mustGiveUp(days)],
      [!link.country_known && !country, buyerControl("country"), checkout.needs.country],
      [accepted !== priced.catalogue_version, TERMS, checkout.needTerms],
      [placing.changed.total !== null && !placing.changed.total.agreed, TOTAL, checkout.needTotal],
    ];
    return needs.filter(([wrong]) => wrong).map(([, field, text]) => ({ field, text }));
  };
  const explain = (problem: ProblemError): FieldFault[] => {
    if (problem.type === "cover-changed") lookAgain();
    else prices.retry();
    if (problem.unreachable) return [{ field: null, text: `${common.unreachable} ${checkout.again}` }];
    return [{ field: null, text: problem.errors[0]?.detail ?? (problem.detail || checkout.failed) }];
  };
  const submit = (event: Event) => {
    event.preventDefault();
    if (!breakdown || !choice) return placing.refuse([{ field: null, text: t.notPriced }]);
    const found = missing(breakdown);
    if (found.length) return placing.refuse(found);
    const payload: OrderPayload = {
      lines: [lineOf(choice, confirmed)],
      buyer: null,
      ...(link.country_known ? {} : { country }),
      terms_version: breakdown.catalogue_version,
      terms_accepted: true,
      expected_total: breakdown.total,
    };
    return void placing.place(payload, explain, extendKey(linkKey));
  };

  return (
    <form class="scripted" noValidate onSubmit={submit}>
      <ErrorSummary faults={placing.faults} requestId={placing.requestId} />
      <div role="alert">
        {moved && (
          <Note tone="warn" title={extend.movedTitle}>
            <p>{extend.moved}</p>
          </Note>
        )}
      </div>
      <Changes
        changed={placing.changed.total}
        agree={placing.agreeTotal}
        accepted={placing.termsBefore}
        now={breakdown?.catalogue_version}
        faultOf={faultOf}
      />
      <div class="buying">
        <div class="choosing">
          <section class="card" aria-labelledby="prepared-title">
            <h2 id="prepared-title">{options.name}</h2>
            <Chooser
              options={options}
              choice={choice}
              wish={(next) => setWish({ plan: wish.plan, periods: wish.periods, beginning: null, ...next })}
              confirmed={confirmed}
              confirm={confirm}
              fault={faultOf(giveUpControl(options.id))}
            />
            {choice && <Outcome options={options} choice={choice} notes={notes} planName={(plan) => planName(offer, plan)} />}
          </section>
          {choice && !link.country_known && (
            <section>
              <h2>{t.countryTitle}</h2>
              <p>{t.countryLead}</p>
              <CountryField value={country} change={setCountry} fault={faultOf(buyerControl("country"))} />
            </section>
          )}
          {breakdown && <TermsField version={breakdown.catalogue_version} accepted={accepted} change={accept} faultOf={faultOf} />}
          <p class="small">{t.companyNote}</p>
        </div>
        {choice && <Side prices={prices} placing={placing.placing} refused={refused.map(({ text }) => text)} />}
      </div>
      {notes.readings.length > 0 && (
        <section>
          <h2>{extend.notesTitle}</h2>
          <ReadingNotes notes={notes} uses={() => []} />
        </section>
      )}
    </form>
  );
}

function Side({ prices, placing, refused }: { prices: Prices; placing: boolean; refused: string[] }) {
  const { answer, current, asking, problem, retry } = prices;
  const total = answer.breakdown?.total;
  return (
    <div class="side">
      <div class="bar">
        <div role="status" class="status">
          {!current && <NoTotal why={asking ? buying.updating : buying.unknown} />}
          {answer.breakdown && <Total of={answer.breakdown} />}
        </div>
        <div role="alert">
          {refused.map((text) => (
            <p key={text} class="note fault">
              {text}
            </p>
          ))}
          {problem && (
            <Note tone="fault">
              <p>{problem.unreachable ? common.unreachable : problem.detail || buying.failed}</p>
              <Button onClick={retry}>{buying.retry}</Button>
            </Note>
          )}
        </div>
        <Button kind="primary" type="submit" aria-disabled={placing}>
          {placing ? t.confirming : total ? t.confirm(formatMoney(total)) : t.confirmUnpriced}
        </Button>
      </div>
    </div>
  );
}

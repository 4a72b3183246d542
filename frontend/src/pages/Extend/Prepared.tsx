/** A prepared extension: the same plan for one period, unless another choice is made; then consent, and the order. */
import { Button } from "../../components/Button.tsx";
import { ErrorSummary } from "../../components/ErrorSummary.tsx";
import { Failed } from "../../components/Failed.tsx";
import { Notes } from "../../components/Reading.tsx";
import { NoTotal, Total } from "../../components/Total.tsx";
import type { Prices } from "../../components/usePrices.ts";
import { formatMoney } from "../../lib/money.ts";
import { type Offer, planName } from "../../state/offer.ts";
import { buying, link as t } from "../../text/en.ts";
import { CountryField, TermsField } from "../Checkout/Fields.tsx";
import { buyerControl } from "../Checkout/form.ts";
import { Changes } from "../Checkout/Review.tsx";
import { Chooser, giveUpControl } from "./Chooser.tsx";
import { Moved, ReadingList } from "./Extend.tsx";
import { Outcome } from "./Outcome.tsx";
import { type Opened, usePrepared } from "./usePrepared.ts";

interface Props extends Opened {
  offer: Offer;
}

export function Prepared(props: Props) {
  const prepared = usePrepared(props);
  const { choice, moved, prices, placing, submit } = prepared;
  const { breakdown, faults: refused } = prices.answer;
  const notes = new Notes(props.offer.readings, choice?.readings ?? []);
  const faultOf = (id: string) => placing.faults.find(({ field }) => field === id)?.text;
  return (
    <form class="scripted" noValidate onSubmit={submit}>
      <ErrorSummary faults={placing.faults} requestId={placing.requestId} />
      <Moved moved={moved} />
      <Changes
        changed={placing.changed.total}
        agree={placing.agreeTotal}
        accepted={placing.termsBefore}
        now={breakdown?.catalogue_version}
        faultOf={faultOf}
      />
      <div class="buying">
        <Choosing {...props} prepared={prepared} notes={notes} faultOf={faultOf} />
        {choice && <Side prices={prices} placing={placing.placing} refused={refused.map(({ text }) => text)} />}
      </div>
      <ReadingList notes={notes} />
    </form>
  );
}

interface ChoosingProps extends Props {
  prepared: ReturnType<typeof usePrepared>;
  notes: Notes;
  faultOf: (id: string) => string | undefined;
}

function Choosing({ offer, link, options, prepared, notes, faultOf }: ChoosingProps) {
  const { plan, choice, wish, confirmed, confirm, country, setCountry, accepted, accept, prices } = prepared;
  const { breakdown } = prices.answer;
  return (
    <div class="choosing">
      <section class="card" aria-labelledby="prepared-title">
        <h2 id="prepared-title">{options.name}</h2>
        <Chooser
          offer={offer}
          options={options}
          plan={plan}
          choice={choice}
          wish={wish}
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
        </div>
        <Failed problem={problem} words={buying.failed} again={retry} />
        <Button kind="primary" type="submit" aria-disabled={placing || !total}>
          {placing ? t.confirming : total ? t.confirm(formatMoney(total)) : t.confirmUnpriced}
        </Button>
      </div>
    </div>
  );
}

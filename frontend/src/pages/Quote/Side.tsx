/** What is picked with its total, and the way to accept it. */
import type { Picked, QuoteView } from "../../api/quotes.ts";
import { ButtonLink } from "../../components/Button.tsx";
import { Failed } from "../../components/Failed.tsx";
import { Money, Note } from "../../components/Small.tsx";
import { NoTotal, Total } from "../../components/Total.tsx";
import type { PickedPrice } from "../../components/useQuotePrice.ts";
import { checkoutAddress, isOpen, pickedLines } from "../../state/quotes.ts";
import { quote as t } from "../../text/en.ts";

interface Props {
  quote: QuoteView;
  token: string;
  picked: Picked;
  priced: PickedPrice;
}

export function Side({ quote, token, picked, priced: { price, problem, again } }: Props) {
  return (
    <div class="side">
      <section class="summary" aria-labelledby="summary-title">
        <h2 id="summary-title">{isOpen(quote) ? t.summaryTitle : t.wasOffered}</h2>
        <ul class="glance">
          {pickedLines(quote, picked).map(({ index, option: { line, total } }) => (
            <li key={index} class="row">
              <span>{line.title}</span> <Money of={total} />
            </li>
          ))}
        </ul>
      </section>
      <div class={isOpen(quote) ? "bar" : "bar still"}>
        <div role="status" class="status">
          {price ? <Total of={price.breakdown} /> : <NoTotal why={problem ? t.priceUnknown : t.pricing} />}
        </div>
        <Failed problem={problem} words={t.priceFailed} again={again} />
        {isOpen(quote) && price && price.refused.length > 0 && <Refused why={price.refused} />}
        {isOpen(quote) && !price?.refused.length && (
          <div class="screen">
            <ButtonLink kind="primary" href={checkoutAddress(token, picked)}>
              {t.accept}
            </ButtonLink>
            <p class="small soft hint">{t.acceptHint}</p>
          </div>
        )}
      </div>
    </div>
  );
}

/** An open quote of what can be ordered no more, such as an upgrade of a plan that has ended. */
function Refused({ why }: { why: string[] }) {
  return (
    <Note tone="warn" title={t.refusedTitle}>
      {why.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      <p>{t.refusedAsk}</p>
    </Note>
  );
}

/** A line of a quote in full: what it buys and covers, and how its price comes from the list's. */
import type { QuoteOption } from "../api/quotes.ts";
import { quoteLines as t } from "../text/en.ts";
import { PriceLineDetails } from "./PriceLine.tsx";
import type { Notes } from "./Reading.tsx";
import { Money } from "./Small.tsx";

interface Props {
  option: QuoteOption;
  notes: Notes;
  planName: (id: string) => string;
  /** The day for which the dates were worked out; null once they are final. */
  asOf: string | null;
}

export function OptionDetails({ option, notes, planName, asOf }: Props) {
  const { start, start_choices } = option.line;
  // Whoever accepts the quote accepts this start, with the days it gives up.
  const chosen = start_choices.find(({ id }) => id === start);
  return (
    <>
      {chosen && <p class="small">{chosen.explanation}</p>}
      <PriceLineDetails line={option.line} notes={notes} planName={planName} asOf={asOf} />
      <AgainstList option={option} />
    </>
  );
}

/** Each discount with its reason, and a credit with its arithmetic, between the list's price and this one. */
function AgainstList({ option: { list_total, discount, total } }: Pick<Props, "option">) {
  if (discount.length === 0) return <p class="small soft">{t.atListPrice}</p>;
  return (
    <dl class="against small">
      <div class="row">
        <dt>{t.listPrice}</dt>
        <dd>
          <Money of={list_total} />
        </dd>
      </div>
      {discount.map(({ kind, reason, explanation, amount }, index) => (
        <div key={index} class="row">
          <dt>
            {kind === "credit" ? reason : t.discount(reason)}
            {explanation && <span class="line soft">{explanation}</span>}
          </dt>
          <dd>
            <Money of={amount} />
          </dd>
        </div>
      ))}
      <div class="row">
        <dt>{t.yourPrice}</dt>
        <dd>
          <strong>
            <Money of={total} />
          </strong>
        </dd>
      </div>
    </dl>
  );
}

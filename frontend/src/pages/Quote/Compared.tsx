/** An expired quote's price beside today's. */
import type { Picked, QuoteView } from "../../api/quotes.ts";
import { Money, TableRegion } from "../../components/Small.tsx";
import type { PickedPrice } from "../../components/useQuotePrice.ts";
import { comparedLines } from "../../state/quotes.ts";
import { quote as t } from "../../text/en.ts";

interface Props {
  quote: QuoteView;
  picked: Picked;
  priced: PickedPrice;
}

export function Compared({ quote, picked, priced }: Props) {
  const { breakdown = null, today = quote.today } = priced.last ?? {};
  const rows = comparedLines(quote, picked, today);
  return (
    <section aria-labelledby="compared-title">
      <h2 id="compared-title">{t.comparedTitle}</h2>
      <TableRegion labelledBy="compared-caption">
        <table class="compared">
          <caption id="compared-caption">{t.comparedCaption}</caption>
          <thead>
            <tr>
              <th scope="col">{t.line}</th>
              <th scope="col" class="number">
                {t.thenPrice}
              </th>
              <th scope="col" class="number">
                {t.todayPrice}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ key, title, then, now }) => (
              <tr key={key}>
                <th scope="row">{title}</th>
                <td class="number">
                  <Money of={then} />
                </td>
                <td class="number">{now ? <Money of={now} /> : t.notSold}</td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{t.total}</th>
              <td class="number">{breakdown && <Money of={breakdown.total} />}</td>
              <td class="number">{today ? <Money of={today.total} /> : t.notSold}</td>
            </tr>
          </tfoot>
        </table>
      </TableRegion>
      <p>
        <a href="/configure/">{t.buyToday}</a>
      </p>
    </section>
  );
}

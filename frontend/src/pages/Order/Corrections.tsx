/** Dates that staff corrected, beside those the buyer was told, to be confirmed (R17). */
import { type OrderView, reconfirmOrder } from "../../api/orders.ts";
import type { TermView } from "../../api/prices.ts";
import { Button } from "../../components/Button.tsx";
import { formatDate, formatLastCoveredDay } from "../../lib/dates.ts";
import { linesByPosition } from "../../state/orders.ts";
import { order as t } from "../../text/en.ts";
import { useAction } from "./useAction.ts";

interface Props {
  order: OrderView;
  correction: NonNullable<OrderView["reconfirmation"]>;
  done: () => void;
}

export function Corrections({ order, correction, done }: Props) {
  const { busy, fault, run } = useAction(done);
  const lines = linesByPosition(order);
  const confirm = () =>
    run(async () => {
      await reconfirmOrder(order.token, correction.revision);
      return "done";
    });
  return (
    <section aria-labelledby="corrections-title">
      <h2 id="corrections-title">{t.correctedTitle}</h2>
      <p>{t.corrected}</p>
      {correction.reason && (
        <p>
          {t.correctedReason} {correction.reason}
        </p>
      )}
      <table class="corrections">
        <caption>{t.correctedCaption}</caption>
        <thead>
          <tr>
            <th scope="col">{t.correctedLine}</th>
            <th scope="col">{t.told}</th>
            <th scope="col">{t.instead}</th>
          </tr>
        </thead>
        <tbody>
          {correction.terms.map(({ line, terms }) => (
            <tr key={line}>
              <th scope="row">{lines[line]?.title}</th>
              <td>
                <Spans terms={lines[line]?.terms ?? []} />
              </td>
              <td>
                <Spans terms={terms} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <div role="alert">{fault && <p class="note fault">{fault}</p>}</div>
      <div class="actions">
        <Button kind="primary" onClick={confirm} aria-disabled={busy}>
          {t.confirmDates}
        </Button>
      </div>
      <p>
        {t.disagree} <a href="/ask/?topic=link">{t.askUs}</a>
      </p>
    </section>
  );
}

/** First and last covered day of each term. */
export function Spans({ terms }: { terms: TermView[] }) {
  return (
    <>
      {terms.map((term) => (
        <div key={term.start}>{t.span(formatDate(term.start), formatLastCoveredDay(term))}</div>
      ))}
    </>
  );
}

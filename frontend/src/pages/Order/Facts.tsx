/** The order in full: its lines, who ordered, and what happened. */
import type { ComponentChildren } from "preact";
import type { OrderView } from "../../api/orders.ts";
import { Button } from "../../components/Button.tsx";
import { PriceLineItem } from "../../components/PriceLine.tsx";
import { Notes, ReadingNotes } from "../../components/Reading.tsx";
import { Money } from "../../components/Small.tsx";
import { Total } from "../../components/Total.tsx";
import { countryName } from "../../lib/countries.ts";
import { formatDate, formatMoment } from "../../lib/dates.ts";
import { settled } from "../../state/orders.ts";
import { order as t } from "../../text/en.ts";
import type { OrderData } from "./page.tsx";

interface Props {
  order: OrderView;
  data: OrderData;
}

export function Lines({ order, data }: Props) {
  const { breakdown } = order;
  // The readings of another version of the catalogue may say something else under the same number.
  const readings = order.catalogue_version === data.version ? data.readings : [];
  const asOf = settled(order) ? null : order.dated_on;
  const notes = new Notes(readings, breakdown.lines.flatMap((line) => line.readings));
  return (
    <section>
      <h2>{t.linesTitle}</h2>
      <ul class="breakdown">
        {breakdown.lines.map((line, index) => (
          <PriceLineItem key={index} line={line} notes={notes} planName={(id) => data.plans[id] ?? id} asOf={asOf} />
        ))}
      </ul>
      <Total of={breakdown} />
      {notes.readings.length > 0 && (
        <details>
          <summary>{t.notesTitle}</summary>
          <ReadingNotes notes={notes} uses={() => []} />
        </details>
      )}
    </section>
  );
}

export function Facts({ order }: { order: OrderView }) {
  const { buyer, paid } = order;
  return (
    <section>
      <h2>{t.factsTitle}</h2>
      <dl class="facts">
        <Fact name={t.placedAt}>{formatMoment(order.placed_at)}</Fact>
        {paid && (
          <Fact name={t.paidTerm}>
            <Money of={paid.amount} /> {t.paidText(paid.method, formatMoment(paid.at), formatDate(paid.received_on))}
          </Fact>
        )}
        {paid && <Fact name={t.countsFrom}>{formatDate(paid.counted_on)}</Fact>}
        <Fact name={t.company}>{buyer.company}</Fact>
        <Fact name={t.contact}>{buyer.contact}</Fact>
        <Fact name={t.email}>{buyer.email}</Fact>
        <Fact name={t.country}>{countryName(buyer.country)}</Fact>
        <Fact name={t.taxId}>{buyer.tax_id}</Fact>
        <Fact name={t.purchaseOrder}>{buyer.purchase_order}</Fact>
        <Fact name={t.invoiceEmail}>{buyer.invoice_email}</Fact>
        <Fact name={t.termsVersion}>{order.terms_version.slice(0, 12)}</Fact>
      </dl>
      <p class="screen">
        <Button onClick={() => print()}>{t.print}</Button>
      </p>
    </section>
  );
}

export function History({ order }: { order: OrderView }) {
  return (
    <section>
      <h2>{t.historyTitle}</h2>
      <ol class="history">
        {order.history.map(({ at, event, text }) => (
          <li key={at + event}>
            <time dateTime={at}>{formatMoment(at)}</time> <span>{text}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** A name and what it says; nothing where it says nothing. */
function Fact({ name, children }: { name: string; children: ComponentChildren }) {
  if (!children) return null;
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

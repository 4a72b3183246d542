/** What is ordered and what it costs, and what changed since it was shown. */
import type { Money as Amount } from "../../api/catalogue.ts";
import type { PriceBreakdown, PriceLine } from "../../api/prices.ts";
import { Button } from "../../components/Button.tsx";
import { Failed } from "../../components/Failed.tsx";
import { Choice } from "../../components/Field.tsx";
import { Consent } from "../../components/GiveUp.tsx";
import { PriceLineItem } from "../../components/PriceLine.tsx";
import { Notes, ReadingNotes } from "../../components/Reading.tsx";
import { Money, Note } from "../../components/Small.tsx";
import { NoTotal, Total } from "../../components/Total.tsx";
import type { Prices } from "../../components/usePrices.ts";
import { formatMoney } from "../../lib/money.ts";
import { type Offer, planName } from "../../state/offer.ts";
import type { Entry } from "../../state/selection.ts";
import { buying, checkout as t } from "../../text/en.ts";
import { type ChangedTotal, taxIdFault, TOTAL } from "./form.ts";

export function Lines({ offer, prices, change }: { offer: Offer; prices: Prices; change: string }) {
  const { lines = [], priced_on = null } = prices.answer.breakdown ?? {};
  const notes = new Notes(offer.readings, lines.flatMap(({ readings }) => readings));
  return (
    <section>
      <h2>{t.linesTitle}</h2>
      <Waiting prices={prices} />
      <ul class="breakdown">
        {lines.map((line, index) => (
          <PriceLineItem key={index} line={line} notes={notes} planName={(id) => planName(offer, id)} asOf={priced_on} />
        ))}
      </ul>
      <p>
        <a href={change}>{t.change}</a>
      </p>
      {notes.readings.length > 0 && (
        <details>
          <summary>{t.notesTitle}</summary>
          <ReadingNotes notes={notes} uses={() => []} />
        </details>
      )}
    </section>
  );
}

function Waiting({ prices }: { prices: Prices }) {
  const { asking, answer, problem, retry } = prices;
  return (
    <>
      <p role="status">{asking && (answer.breakdown ? buying.updating : t.working)}</p>
      {taxIdFault(problem) ? <p role="alert">{t.taxIdFirst}</p> : <Failed problem={problem} words={buying.failed} again={retry} />}
    </>
  );
}

interface ChangesProps {
  changed: ChangedTotal | null;
  agree: (agreed: boolean) => void;
  /** The version of the terms that was accepted before it changed. */
  accepted: string | null;
  now: string | undefined;
  faultOf: (id: string) => string | undefined;
}

/** What the server refused because it changed meanwhile: both figures, and a new consent. */
export function Changes({ changed, agree, accepted, now, faultOf }: ChangesProps) {
  return (
    <>
      {changed && (
        <Note tone="warn" title={t.totalChangedTitle}>
          <p>{t.totalChanged(formatMoney(changed.was), formatMoney(changed.now))}</p>
          <Consent fault={faultOf(TOTAL)}>
            <Choice
              id={TOTAL}
              label={t.acceptTotal(formatMoney(changed.now))}
              checked={changed.agreed}
              onChange={({ currentTarget }) => agree(currentTarget.checked)}
            />
          </Consent>
        </Note>
      )}
      {accepted && now && accepted !== now && (
        <Note tone="warn" title={t.termsChangedTitle}>
          <p>{t.termsChanged(accepted, now)}</p>
        </Note>
      )}
    </>
  );
}

interface SideProps {
  /** True once it is known who is signed in. */
  known: boolean;
  placed: Entry[];
  prices: Prices;
  placing: boolean;
  /** True where another contact pays. */
  sends: boolean;
}

export function Side({ known, placed, prices, placing, sends }: SideProps) {
  const { breakdown, priced } = prices.answer;
  return <Bar lines={placed.flatMap(({ at }) => priced[at] ?? [])} breakdown={known ? breakdown : null} waits={prices.asking || !known} placing={placing} sends={sends} />;
}

interface BarProps extends Pick<SideProps, "placing" | "sends"> {
  lines: PriceLine[];
  breakdown: PriceBreakdown | null;
  /** True while a price is being asked for. */
  waits: boolean;
}

/** The lines at a glance, the total or why there is none yet, and the one button that orders: never what has no price. */
export function Bar({ lines, breakdown, waits, placing, sends }: BarProps) {
  const words = sends ? { busy: t.sending, ready: sendLabel } : { busy: t.placing, ready: placeLabel };
  return (
    <div class="side">
      <section class="summary" aria-labelledby="summary-title">
        <h2 id="summary-title">{t.summaryTitle}</h2>
        <ul class="glance">
          {lines.map(({ title, total }, index) => (
            <li key={index} class="row">
              <span>{title}</span> <Money of={total} />
            </li>
          ))}
        </ul>
      </section>
      <div class="bar">
        <div role="status" class="status">
          {breakdown ? <Total of={breakdown} /> : <NoTotal why={waits ? buying.updating : t.notPriced} />}
        </div>
        <Button kind="primary" type="submit" aria-disabled={placing || !breakdown}>
          {placing ? words.busy : words.ready(breakdown?.total)}
        </Button>
      </div>
    </div>
  );
}

function placeLabel(total: Amount | undefined): string {
  return total ? t.place(formatMoney(total)) : t.placeUnpriced;
}

function sendLabel(total: Amount | undefined): string {
  return total ? t.send(formatMoney(total)) : t.sendUnpriced;
}

/** What a draft comes to as it is typed, and saving it. */
import { Button } from "../../../components/Button.tsx";
import { Failed } from "../../../components/Failed.tsx";
import { Money } from "../../../components/Small.tsx";
import type { Offer } from "../../../state/offer.ts";
import { deskQuotes as t } from "../../../text/en.ts";
import { unpriced } from "./faults.ts";
import type { LivePrice, Writing } from "./useDraft.ts";

interface Props {
  writing: Writing;
  live: LivePrice;
  offer: Offer;
}

export function DraftSide({ writing: { draft, clean, busy, saved }, live, offer }: Props) {
  return (
    <div class="side">
      <section class="summary" aria-labelledby="price-title">
        <h2 id="price-title">{t.priceTitle}</h2>
        <ul class="glance">
          {live.price?.options.map(({ line, choice, total }, index) => (
            <li key={index} class="row">
              <span>
                {line.title} {choice !== "included" && <span class="small soft">{t.choices[choice]}</span>}
              </span>{" "}
              <Money of={total} />
            </li>
          ))}
        </ul>
      </section>
      <div class="bar">
        <div role="status" class="status">
          {live.price ? <Totals price={live.price} /> : <p class="small soft">{live.asking ? t.pricing : unpriced(draft, offer, live.faults)}</p>}
        </div>
        <Failed problem={live.problem} words={t.priceFailed} again={live.again} />
        <Button kind="primary" type="submit" aria-disabled={busy || (clean && saved !== null)}>
          {busy ? t.saving : t.save}
        </Button>
        <p role="status" class="small soft">
          {saved && clean ? t.saved : t.unsaved}
        </p>
      </div>
    </div>
  );
}

function Totals({ price: { totals, approval } }: { price: NonNullable<LivePrice["price"]> }) {
  return (
    <>
      {totals.map(({ alternative, list_total, total }) => (
        <p key={alternative} class="total">
          <span>{t.alternative(alternative)}</span>{" "}
          <strong>
            <Money of={total} />
          </strong>
          {list_total.minor !== total.minor && (
            <small>
              {t.listTotal} <Money of={list_total} />
            </small>
          )}
        </p>
      ))}
      {approval && <p class="small">{t.discountShare(approval.percent)}</p>}
    </>
  );
}

/** The selection at a glance with one total, priced by the server, and the way on. */
import { faultsAt } from "../../api/pricing.ts";
import { Button } from "../../components/Button.tsx";
import { Failed } from "../../components/Failed.tsx";
import { Money } from "../../components/Small.tsx";
import { NoTotal, Total } from "../../components/Total.tsx";
import type { Prices } from "../../components/usePrices.ts";
import type { Entry } from "../../state/selection.ts";
import { buying, extend as t } from "../../text/en.ts";

interface Props {
  placed: Entry[];
  prices: Prices;
  /** Null where there is nothing to go on with. */
  goOn: (() => void) | null;
  goingOn: boolean;
}

export function Summary({ placed, prices, goOn, goingOn }: Props) {
  const { answer, current, asking, opening } = prices;
  return (
    <div class="side">
      <section class="summary" aria-labelledby="summary-title">
        <h2 id="summary-title">{t.summaryTitle}</h2>
        {placed.length === 0 && <p class="soft">{t.empty}</p>}
        <ul class="glance">
          {placed.map(({ at }) => (
            <Item key={at} at={at} prices={prices} />
          ))}
        </ul>
      </section>
      {goOn && (
        <div class="bar">
          <div role="status" class="status">
            {placed.length > 0 && !current && <NoTotal why={asking ? buying.updating : buying.unknown} />}
            {answer.breakdown && <Total of={answer.breakdown} />}
          </div>
          <Failed problem={prices.problem} words={buying.failed} again={prices.retry} />
          {!opening && (
            <Button kind="primary" aria-disabled={goingOn} onClick={goOn}>
              {goingOn ? t.goingOn : t.goOn}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}

/** The lines of one place: its own, and the credit or fee that a rule adds to it. */
function Item({ at, prices: { answer, last } }: { at: string; prices: Prices }) {
  const told = faultsAt(answer.faults, at);
  const lines = answer.priced[at] ?? [];
  const shown = lines.length ? lines : (last.priced[at] ?? []);
  if (told.length) {
    return (
      <li class="fault small">
        {told.map(({ text }) => text).join(" ")}
      </li>
    );
  }
  return (
    <>
      {shown.map(({ kind, title, installation, total }) => (
        <li key={kind} class="row">
          <span>
            {title} {installation && <span class="small soft">{buying.forInstallation(installation)}</span>}
          </span>{" "}
          {lines.length ? <Money of={total} /> : <span class="small soft">…</span>}
        </li>
      ))}
    </>
  );
}

/** The selection at a glance with one total, priced by the server, and the way on. */
import { faultsAt } from "../../api/pricing.ts";
import { Button } from "../../components/Button.tsx";
import { Money, Note } from "../../components/Small.tsx";
import { NoTotal, Total } from "../../components/Total.tsx";
import type { Prices } from "../../components/usePrices.ts";
import type { Entry } from "../../state/selection.ts";
import { buying, common, extend as t } from "../../text/en.ts";

interface Props {
  placed: Entry[];
  prices: Prices;
  goOn: () => void;
  goingOn: boolean;
}

export function Summary({ placed, prices, goOn, goingOn }: Props) {
  const { answer, current, asking } = prices;
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
      <div class="bar">
        <div role="status" class="status">
          {!current && <NoTotal why={asking ? buying.updating : buying.unknown} />}
          {answer.breakdown && <Total of={answer.breakdown} />}
        </div>
        <Problem prices={prices} />
        <Button kind="primary" aria-disabled={goingOn} onClick={goOn}>
          {goingOn ? t.goingOn : t.goOn}
        </Button>
      </div>
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

/** The network failed, or the server could not answer: what was chosen stays, and no price is claimed for it. */
function Problem({ prices: { problem, retry } }: { prices: Prices }) {
  return (
    <div role="alert">
      {problem && (
        <Note tone="fault">
          <p>{problem.unreachable ? common.unreachable : problem.detail || buying.failed}</p>
          <Button onClick={retry}>{buying.retry}</Button>
        </Note>
      )}
    </div>
  );
}

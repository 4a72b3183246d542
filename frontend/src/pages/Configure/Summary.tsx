/** The selection at a glance with its total: beside the cards on wide screens, a bar at the bottom on phones. */
import { faultsAt } from "../../api/pricing.ts";
import { Button } from "../../components/Button.tsx";
import { CopyButton } from "../../components/CopyButton.tsx";
import { Failed } from "../../components/Failed.tsx";
import { Money } from "../../components/Small.tsx";
import { NoTotal, Total } from "../../components/Total.tsx";
import { entries, incidentPlace, type PlanCard } from "../../state/selection.ts";
import { buying, configure as t, officialQuote } from "../../text/en.ts";
import type { Desk } from "./Configure.tsx";
import { cardName } from "./faults.ts";

export function Summary({ desk, goOn, goingOn }: { desk: Desk; goOn: () => void; goingOn: boolean }) {
  const { answer, current, asking, opening } = desk.prices;
  return (
    <div class="side">
      <section class="summary" aria-labelledby="summary-title">
        <h2 id="summary-title">{t.summaryTitle}</h2>
        <Glance desk={desk} />
        <CopyButton text={() => location.href} />
        <p>
          <a href="#official-quote-start">{officialQuote.start}</a>
        </p>
      </section>
      <div class="bar">
        <div role="status" class="status">
          {!current && <NoTotal why={asking ? buying.updating : buying.unknown} />}
          {answer.breakdown && <Total of={answer.breakdown} />}
        </div>
        <Problem desk={desk} />
        {!opening && (
          <Button kind="primary" aria-disabled={goingOn} onClick={goOn}>
            {goingOn ? t.goingOn : t.goOn}
          </Button>
        )}
      </div>
    </div>
  );
}

/** The network failed, or the server could not answer: what was typed stays, and no price is claimed for it. */
function Problem({ desk }: { desk: Desk }) {
  const { problem, retry } = desk.prices;
  return <Failed problem={problem} words={buying.failed} again={retry} />;
}

interface Item {
  at: string;
  title: string;
}

function Glance({ desk }: { desk: Desk }) {
  const { selection, offer } = desk;
  const title = (card: PlanCard) => {
    if (!card.plan) return cardName(selection, card);
    return card.kind === "extension" ? buying.extensionOf(desk.name(card.plan)) : desk.name(card.plan);
  };
  const cards: Item[] = selection.cards.map((card) => ({ at: card.key, title: title(card) }));
  const chosen = new Set(entries(selection, offer).map(({ at }) => at));
  const incidents = offer.incidents.map(({ id, name }) => ({ at: incidentPlace(id), title: name })).filter(({ at }) => chosen.has(at));
  const items = [...cards, ...incidents];
  if (items.length === 0) return <p class="soft">{t.empty}</p>;
  return (
    <ul class="glance">
      {items.map(({ at, title }) => (
        <li key={at} class="row">
          <a href={`#${at}`}>{title}</a> <Price desk={desk} at={at} complete={chosen.has(at)} />
        </li>
      ))}
    </ul>
  );
}

function Price({ desk, at, complete }: { desk: Desk; at: string; complete: boolean }) {
  const { priced, faults } = desk.prices.answer;
  const lines = priced[at];
  if (lines) {
    return (
      <span>
        {lines.map(({ kind, total }) => (
          <Money key={kind} of={total} />
        ))}
      </span>
    );
  }
  const refused = faultsAt(faults, at).length > 0;
  return <span class="small soft">{refused ? t.refused : complete ? "…" : t.waiting}</span>;
}

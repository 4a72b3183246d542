/** What a quote offers: what is always part of it, one of two alternatives, and what may be added. */
import type { Alternative, Picked, QuoteView } from "../../api/quotes.ts";
import { Choice } from "../../components/Field.tsx";
import { OptionDetails } from "../../components/QuoteLine.tsx";
import { Notes, ReadingNotes } from "../../components/Reading.tsx";
import { Money } from "../../components/Small.tsx";
import { formatDate } from "../../lib/dates.ts";
import { formatPrice } from "../../lib/money.ts";
import { ALTERNATIVES, hasAlternatives, type Placed, placedAs, pricedByDays, withOption } from "../../state/quotes.ts";
import { quote as t } from "../../text/en.ts";
import type { QuoteData } from "./page.tsx";

interface Props {
  quote: QuoteView;
  data: QuoteData;
  picked: Picked;
  /** Null where nothing can be picked any more. */
  pick: ((picked: Picked) => void) | null;
}

/** How every line is shown. */
interface Shown {
  notes: Notes;
  planName: (plan: string) => string;
  /** The day for which the dates hold; null once they are final. */
  asOf: string | null;
}

export function Offered({ quote, data, picked, pick, asOf }: Props & { asOf: string | null }) {
  // The readings of another version of the catalogue may say something else under the same number.
  const readings = quote.catalogue_version === data.version ? data.readings : [];
  const notes = new Notes(readings, quote.options.flatMap(({ line }) => line.readings));
  const shown: Shown = { notes, planName: (id) => data.plans[id] ?? id, asOf };
  const included = placedAs(quote, "included");
  const optional = placedAs(quote, "optional");
  return (
    <section aria-labelledby="offered-title">
      <h2 id="offered-title">{t.offeredTitle}</h2>
      {pricedByDays(quote) && <p class="note">{t.pricedByDays(formatDate(quote.priced_on), formatDate(quote.dated_on))}</p>}
      {included.length > 0 && (
        <>
          {included.length < quote.options.length && <p class="named">{t.includedTitle}</p>}
          <Lines placed={included} shown={shown} />
        </>
      )}
      {hasAlternatives(quote) && (
        <fieldset class="picks">
          <legend>{t.chooseTitle}</legend>
          {ALTERNATIVES.map((each) => (
            <AlternativeLines key={each} alternative={each} placed={placedAs(quote, each)} picked={picked} pick={pick} shown={shown} />
          ))}
        </fieldset>
      )}
      {optional.length > 0 && (
        <fieldset class="picks">
          <legend>{t.optionalTitle}</legend>
          <p>{t.optionalLead}</p>
          {optional.map((placed) => (
            <OptionalLine key={placed.index} placed={placed} picked={picked} pick={pick} shown={shown} />
          ))}
        </fieldset>
      )}
      {notes.readings.length > 0 && (
        <details>
          <summary>{t.notesTitle}</summary>
          <ReadingNotes notes={notes} uses={() => []} />
        </details>
      )}
    </section>
  );
}

interface AlternativeProps extends Pick<Props, "picked" | "pick"> {
  alternative: Alternative;
  placed: Placed[];
  shown: Shown;
}

function AlternativeLines({ alternative, placed, picked, pick, shown }: AlternativeProps) {
  if (placed.length === 0) return null;
  const priced = placed.map(({ option: { line, total } }) => t.pricedTitle(line.title, formatPrice(total)));
  return (
    <div class="card">
      <Choice
        type="radio"
        name="alternative"
        value={alternative}
        checked={picked.alternative === alternative}
        disabled={!pick}
        label={<strong>{t.alternativeTitle(alternative, priced)}</strong>}
        onChange={() => pick?.({ ...picked, alternative })}
      />
      <Lines placed={placed} shown={shown} />
    </div>
  );
}

interface OptionalProps extends Pick<Props, "picked" | "pick"> {
  placed: Placed;
  shown: Shown;
}

function OptionalLine({ placed: { index, option }, picked, pick, shown }: OptionalProps) {
  return (
    <div class="card">
      <div class="row">
        <Choice
          name="option"
          value={String(index)}
          checked={picked.options.includes(index)}
          disabled={!pick}
          label={<strong>{option.line.title}</strong>}
          onChange={({ currentTarget }) => pick?.(withOption(picked, index, currentTarget.checked))}
        />
        <strong>
          <Money of={option.total} />
        </strong>
      </div>
      <OptionDetails option={option} {...shown} />
    </div>
  );
}

function Lines({ placed, shown }: { placed: Placed[]; shown: Shown }) {
  return (
    <ul class="breakdown">
      {placed.map(({ index, option }) => (
        <li key={index} class="priced">
          <div class="row">
            <h3>{option.line.title}</h3>
            <strong>
              <Money of={option.total} />
            </strong>
          </div>
          <OptionDetails option={option} {...shown} />
        </li>
      ))}
    </ul>
  );
}

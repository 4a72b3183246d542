/** The lines of a draft: one card each, with what its kind asks for, how it is offered, and its discount. */
import type { CustomerFile } from "../../../api/deskQuotes.ts";
import type { QuoteOption } from "../../../api/quotes.ts";
import { Button } from "../../../components/Button.tsx";
import { SelectField } from "../../../components/Field.tsx";
import { OptionDetails } from "../../../components/QuoteLine.tsx";
import { Notes } from "../../../components/Reading.tsx";
import { Money } from "../../../components/Small.tsx";
import { blankLine, type Choice, CHOICES, type Draft, type DraftKind, type DraftLine, lineControl } from "../../../state/draft.ts";
import { type Offer, planName } from "../../../state/offer.ts";
import { deskQuotes as t } from "../../../text/en.ts";
import { DiscountFields } from "./Discount.tsx";
import { KindFields } from "./KindFields.tsx";

/** What every part of the editor needs. */
export interface Editing {
  /** What is sold, in the draft's currency. */
  offer: Offer;
  draft: Draft;
  /** The file of the chosen customer, once it is there. */
  file: CustomerFile | null;
  /** Each line as it was saved and priced, by its key; nothing while something else is typed. */
  priced: Record<string, QuoteOption>;
  change: (draft: Draft, focus?: string) => void;
  changeLine: (key: string, change: Partial<DraftLine>) => void;
  faultOf: (id: string) => string | undefined;
}

/** Sellers know the readings; the buyer's page has them as notes. */
const NO_NOTES = new Notes([], []);
const STATED: readonly DraftKind[] = ["new_installation", "extension", "incidents"];
const KNOWN: readonly DraftKind[] = ["installation_extension", "upgrade"];

export function Lines({ editing }: { editing: Editing }) {
  const { draft, file, change } = editing;
  const add = (kind: DraftKind) => {
    const line = blankLine(draft, kind);
    change({ ...draft, lines: [...draft.lines, line] }, lineControl(line.key, "choice"));
  };
  return (
    <section aria-labelledby="lines-title">
      <h2 id="lines-title">{t.linesTitle}</h2>
      {draft.lines.length === 0 && <p class="soft">{t.noLines}</p>}
      {draft.lines.map((line, index) => (
        <LineCard key={line.key} line={line} number={index + 1} editing={editing} />
      ))}
      <h3 id="add-title">{t.addTitle}</h3>
      <div class="actions" role="group" aria-labelledby="add-title">
        {[...STATED, ...(file?.installations.length ? KNOWN : [])].map((kind) => (
          <Button key={kind} id={`add-${kind}`} onClick={() => add(kind)}>
            {t.kinds[kind]}
          </Button>
        ))}
      </div>
      {!draft.customer && <p class="small soft">{t.kindsNeedCustomer}</p>}
    </section>
  );
}

function LineCard({ line, number, editing }: { line: DraftLine; number: number; editing: Editing }) {
  const { offer, draft, priced, change, changeLine, faultOf } = editing;
  const { key } = line;
  return (
    <fieldset class="card" id={key}>
      <legend>{t.legend(number, t.kinds[line.kind])}</legend>
      <SelectField
        id={lineControl(key, "choice")}
        label={t.choice}
        value={line.choice}
        onChange={({ currentTarget }) => changeLine(key, { choice: currentTarget.value as Choice })}
      >
        {CHOICES.map((each) => (
          <option key={each} value={each}>
            {t.choices[each]}
          </option>
        ))}
      </SelectField>
      <KindFields line={line} editing={editing} />
      <DiscountFields
        at={key}
        label={t.discount}
        discount={line.discount}
        currency={draft.currency}
        change={(discount) => changeLine(key, { discount })}
        faultOf={faultOf}
      />
      <Priced priced={priced[key]} fault={faultOf(key)} offer={offer} />
      <Button
        kind="quiet"
        onClick={() => change({ ...draft, lines: draft.lines.filter((each) => each.key !== key) }, `add-${line.kind}`)}
      >
        {t.remove(number)}
      </Button>
    </fieldset>
  );
}

/** What the line costs and covers, as the server says it; nothing while that is not known. */
function Priced({ priced, fault, offer }: { priced: QuoteOption | undefined; fault: string | undefined; offer: Offer }) {
  return (
    <>
      <div role="status">{fault && <p class="note fault">{fault}</p>}</div>
      {priced && (
        <div class="details">
          <p class="row">
            <strong>{priced.line.title}</strong>
            <strong>
              <Money of={priced.total} />
            </strong>
          </p>
          <OptionDetails option={priced} notes={NO_NOTES} planName={(id) => planName(offer, id)} asOf={null} />
        </div>
      )}
    </>
  );
}

/** The advice that a draft carries: its address, and what would be frozen of it. */
import type { QuoteAdvice } from "../../../api/quotes.ts";
import { Button } from "../../../components/Button.tsx";
import { TextField } from "../../../components/Field.tsx";
import { QuoteAppendix } from "../../../components/QuoteAppendix.tsx";
import { deskQuotes as t } from "../../../text/en.ts";
import type { Editing } from "./Lines.tsx";

const FIELD = "quote-advice";
const LONGEST = 8000;

interface Props {
  editing: Editing;
  /** Null while there is none, or it is being worked out. */
  advice: QuoteAdvice | null;
}

export function Advised({ editing: { draft, change, faultOf }, advice }: Props) {
  return (
    <section aria-labelledby="advice-field-title">
      <h2 id="advice-field-title">{t.adviceTitle}</h2>
      <TextField
        id={FIELD}
        label={t.advice}
        hint={t.adviceHint}
        optional
        maxLength={LONGEST}
        value={draft.advice}
        fault={faultOf(FIELD)}
        onInput={({ currentTarget }) => change({ ...draft, advice: currentTarget.value })}
      />
      {draft.advice && <Button onClick={() => change({ ...draft, advice: "" }, FIELD)}>{t.removeAdvice}</Button>}
      {draft.advice && advice && (
        <div class="card">
          <p class="small soft">{t.adviceFrozen}</p>
          <QuoteAppendix advice={advice} level={3} />
        </div>
      )}
    </section>
  );
}

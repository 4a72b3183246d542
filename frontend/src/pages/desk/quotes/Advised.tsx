/** The advice that a draft carries: its address, and what would be frozen of it. */
import { useEffect, useState } from "preact/hooks";
import type { DraftPrice } from "../../../api/deskQuotes.ts";
import { Button } from "../../../components/Button.tsx";
import { TextField } from "../../../components/Field.tsx";
import { QuoteAppendix } from "../../../components/QuoteAppendix.tsx";
import { Note } from "../../../components/Small.tsx";
import { deskQuotes as t } from "../../../text/en.ts";
import type { Editing } from "./Lines.tsx";

const FIELD = "quote-advice";
const LONGEST = 8000;

interface Props {
  editing: Editing;
  /** Null while it is being worked out. */
  price: DraftPrice | null;
}

export function Advised({ editing: { draft, change, faultOf }, price }: Props) {
  const advice = price?.advice ?? null;
  const against = useLast(price?.advice_warning);
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
      {draft.advice && (
        <p>
          <Button onClick={() => change({ ...draft, advice: "" }, FIELD)}>{t.removeAdvice}</Button>
        </p>
      )}
      <div role="status">{draft.advice && !faultOf(FIELD) && <Against warning={against ?? null} />}</div>
      {draft.advice && advice && (
        <div class="card">
          <p class="small soft">{t.adviceFrozen}</p>
          <QuoteAppendix advice={advice} level={3} />
        </div>
      )}
    </section>
  );
}

/** The advice speaks against what is quoted: whoever sells should know it before the buyer does. */
export function Against({ warning }: { warning: string | null }) {
  if (!warning) return null;
  return (
    <Note tone="warn" title={t.againstTitle}>
      <p>{warning}</p>
      <p>{t.against}</p>
    </Note>
  );
}

/** What was known last while it is worked out anew, so that the same words are not read out again and again. */
function useLast<T>(value: T | undefined): T | undefined {
  const [last, setLast] = useState(value);
  useEffect(() => {
    if (value !== undefined) setLast(value);
  }, [value]);
  return value === undefined ? last : value;
}

/** Until when a draft shall hold, in which currency, and what is said with it. */
import { SelectField, TextField } from "../../../components/Field.tsx";
import { TextArea } from "../../../components/TextArea.tsx";
import { deskQuotes as t } from "../../../text/en.ts";
import type { Editing } from "./Lines.tsx";

const LONGEST_NOTE = 4000;

export function Validity({ editing: { offer: { currencies }, draft, change, faultOf } }: { editing: Editing }) {
  return (
    <section aria-labelledby="terms-title">
      <h2 id="terms-title">{t.termsTitle}</h2>
      <TextField
        id="valid-until"
        label={t.validUntil}
        hint={t.validUntilHint}
        optional
        type="date"
        class="day"
        value={draft.validUntil}
        fault={faultOf("valid-until")}
        onInput={({ currentTarget }) => change({ ...draft, validUntil: currentTarget.value })}
      />
      {currencies.length > 1 && (
        <SelectField
          id="quote-currency"
          label={t.currency}
          hint={t.currencyHint}
          value={draft.currency}
          fault={faultOf("quote-currency")}
          onChange={({ currentTarget }) => change({ ...draft, currency: currentTarget.value })}
        >
          {currencies.map((currency) => (
            <option key={currency} value={currency}>
              {currency}
            </option>
          ))}
        </SelectField>
      )}
      <TextArea
        id="quote-note"
        label={t.note}
        optional
        rows={5}
        maxLength={LONGEST_NOTE}
        value={draft.note}
        fault={faultOf("quote-note")}
        onInput={({ currentTarget }) => change({ ...draft, note: currentTarget.value })}
      />
    </section>
  );
}

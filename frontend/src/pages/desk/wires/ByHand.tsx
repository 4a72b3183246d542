/** One wire that finance found at the bank. */
import { useState } from "preact/hooks";
import { type EnteredWire, enterWire } from "../../../api/statements.ts";
import { Button } from "../../../components/Button.tsx";
import { ErrorSummary, type FieldFault } from "../../../components/ErrorSummary.tsx";
import { SelectField, TextField } from "../../../components/Field.tsx";
import { Note } from "../../../components/Small.tsx";
import { useSending } from "../../../components/useSending.ts";
import { readAmount } from "../../../lib/amounts.ts";
import { formatMoney } from "../../../lib/money.ts";
import { wires } from "../../../text/en.ts";

const t = wires.hand;
const FIELDS = { number: "hand-number", amount: "hand-amount", received_on: "hand-received", bank_reference: "hand-reference" };
const EMPTY = { number: "", amount: "", received: "", reference: "" };

export function ByHand({ currencies }: { currencies: string[] }) {
  const [typed, setTyped] = useState(EMPTY);
  const [currency, setCurrency] = useState(currencies[0] ?? "");
  const [entered, setEntered] = useState<EnteredWire | null>(null);
  const sending = useSending(FIELDS);
  const submit = () => {
    const amount = readAmount(typed.amount, currency);
    const faults: FieldFault[] = [];
    if (!/^[1-9]\d{9}$/.test(typed.number.trim())) faults.push({ field: FIELDS.number, text: t.badNumber });
    if (!amount) faults.push({ field: FIELDS.amount, text: t.badAmount });
    if (!typed.received) faults.push({ field: FIELDS.received_on, text: t.needed });
    if (!typed.reference.trim()) faults.push({ field: FIELDS.bank_reference, text: t.needed });
    if (!amount || faults.length) return sending.refuse(faults);
    sending.send(async () => {
      setEntered(await enterWire({ number: typed.number.trim(), amount, received_on: typed.received, bank_reference: typed.reference.trim() }));
      setTyped(EMPTY);
      return "done";
    });
  };
  const type = (name: keyof typeof EMPTY) => (event: { currentTarget: HTMLInputElement }) => setTyped({ ...typed, [name]: event.currentTarget.value });
  return (
    <section aria-labelledby="hand">
      <h2 id="hand">{t.title}</h2>
      <p>{t.lead}</p>
      <ErrorSummary faults={sending.faults} requestId={sending.requestId} />
      <div role="status">{entered && <Done entered={entered} />}</div>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <div class="grid">
          <TextField id={FIELDS.number} label={t.number} inputMode="numeric" maxLength={12} value={typed.number} fault={sending.faultOf(FIELDS.number)} onInput={type("number")} />
          <TextField id={FIELDS.amount} label={t.amount} hint={t.amountHint} inputMode="decimal" value={typed.amount} fault={sending.faultOf(FIELDS.amount)} onInput={type("amount")} />
          <SelectField id="hand-currency" label={t.currency} value={currency} onChange={(event) => setCurrency(event.currentTarget.value)}>
            {currencies.map((each) => (
              <option key={each}>{each}</option>
            ))}
          </SelectField>
          <TextField id={FIELDS.received_on} label={t.received} type="date" value={typed.received} fault={sending.faultOf(FIELDS.received_on)} onInput={type("received")} />
          <TextField
            id={FIELDS.bank_reference}
            label={t.reference}
            hint={t.referenceHint}
            maxLength={140}
            value={typed.reference}
            fault={sending.faultOf(FIELDS.bank_reference)}
            onInput={type("reference")}
          />
        </div>
        <div class="actions">
          <Button type="submit" aria-disabled={sending.busy}>
            {t.send}
          </Button>
        </div>
      </form>
    </section>
  );
}

function Done({ entered: { number, verdict, missing, surplus, written_off } }: { entered: EnteredWire }) {
  const said =
    verdict === "matched" ? t.done.paid(number) : verdict === "over" ? t.done.over(number, formatMoney(surplus)) : verdict === "short" ? t.done.short(number, formatMoney(missing)) : t.done.listed(number);
  return (
    <Note tone={verdict === "matched" ? "good" : "warn"}>
      <p>
        {said} {written_off.minor > 0 && t.done.writtenOff(formatMoney(written_off))}
      </p>
    </Note>
  );
}

/** One wire that finance found at the bank. */
import { useEffect, useRef, useState } from "preact/hooks";
import { type EnteredWire, enterWire, lookAtWire, type WireByHand, type WireLook } from "../../../api/statements.ts";
import { Button } from "../../../components/Button.tsx";
import { ErrorSummary, type FieldFault } from "../../../components/ErrorSummary.tsx";
import { SelectField, TextField } from "../../../components/Field.tsx";
import { Note } from "../../../components/Small.tsx";
import { useSending } from "../../../components/useSending.ts";
import { VerdictBadge } from "../../../components/VerdictBadge.tsx";
import { readAmount } from "../../../lib/amounts.ts";
import { formatDate } from "../../../lib/dates.ts";
import { formatMoney } from "../../../lib/money.ts";
import { readOrderNumber } from "../../../lib/orderNumber.ts";
import { wires } from "../../../text/en.ts";

const t = wires.hand;
const FIELDS = { number: "hand-number", amount: "hand-amount", received_on: "hand-received", bank_reference: "hand-reference" };
const EMPTY = { number: "", amount: "", received: "", reference: "" };

/** What was looked at, and what the server said of it. */
interface Looked {
  wire: WireByHand;
  look: WireLook;
}

export function ByHand({ currencies }: { currencies: string[] }) {
  const [typed, setTyped] = useState(EMPTY);
  const [currency, setCurrency] = useState(currencies[0] ?? "");
  const [looked, setLooked] = useState<Looked | null>(null);
  const [entered, setEntered] = useState<EnteredWire | null>(null);
  const sending = useSending(FIELDS);
  const submit = () => {
    const amount = readAmount(typed.amount, currency);
    const faults: FieldFault[] = [];
    const number = readOrderNumber(typed.number);
    if (!number) faults.push({ field: FIELDS.number, text: t.badNumber });
    if (!amount) faults.push({ field: FIELDS.amount, text: t.badAmount });
    if (!typed.received) faults.push({ field: FIELDS.received_on, text: t.needed });
    if (!typed.reference.trim()) faults.push({ field: FIELDS.bank_reference, text: t.needed });
    if (!amount || !number || faults.length) return sending.refuse(faults);
    const wire = { number, amount, received_on: typed.received, bank_reference: typed.reference.trim() };
    sending.send(async () => {
      setEntered(null);
      setLooked({ wire, look: await lookAtWire(wire) });
      return "done";
    });
  };
  const booked = (done: EnteredWire) => {
    setLooked(null);
    setEntered(done);
    setTyped(EMPTY);
  };
  const type = (name: keyof typeof EMPTY) => (event: { currentTarget: HTMLInputElement }) => setTyped({ ...typed, [name]: event.currentTarget.value });
  return (
    <section aria-labelledby="hand">
      <h2 id="hand">{t.title}</h2>
      <p>{t.lead}</p>
      <ErrorSummary faults={sending.faults} requestId={sending.requestId} />
      <div role="status">{entered && <Done entered={entered} />}</div>
      {looked && <Look looked={looked} booked={booked} change={() => setLooked(null)} />}
      <form
        noValidate
        hidden={looked !== null}
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <div class="grid">
          <TextField id={FIELDS.number} label={t.number} hint={t.numberHint} value={typed.number} fault={sending.faultOf(FIELDS.number)} onInput={type("number")} />
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
            {t.look}
          </Button>
        </div>
      </form>
    </section>
  );
}

function Look({ looked: { wire, look }, booked, change }: { looked: Looked; booked: (done: EnteredWire) => void; change: () => void }) {
  const sending = useSending();
  const box = useRef<HTMLHeadingElement>(null);
  useEffect(() => box.current?.focus(), []);
  const book = () =>
    sending.send(async () => {
      booked(await enterWire(wire, look.verdict));
      return "done";
    });
  return (
    <Note tone={look.verdict === "matched" ? "good" : "warn"}>
      <h3 ref={box} tabIndex={-1}>
        {t.looking}
      </h3>
      <p>{t.summary(formatMoney(wire.amount), wire.number, formatDate(wire.received_on))}</p>
      <p>
        <VerdictBadge verdict={look.verdict} /> {look.reason}
      </p>
      {look.books && <p>{look.pays ? t.final : t.reversible}</p>}
      {look.books && <p>{t.lookLead}</p>}
      <ErrorSummary faults={sending.faults} requestId={sending.requestId} />
      <div class="actions">
        {look.books && (
          <Button onClick={book} aria-disabled={sending.busy}>
            {t.send}
          </Button>
        )}
        <Button kind="quiet" onClick={change}>
          {t.change}
        </Button>
      </div>
    </Note>
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
